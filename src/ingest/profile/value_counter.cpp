#include "ingest/profile/value_counter.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include "ingest/profile/merge_runs.hpp"

namespace rfmeans::ingest {
namespace {

constexpr unsigned kFirstBits = 4;
constexpr std::size_t kOverflow = 64;  // slots behind the last home, so that no probe wraps around and order stays
constexpr std::size_t kRunBytes = std::size_t{1} << 16U;
constexpr std::string_view kEllipsis = "…";

std::size_t slots_for(unsigned bits) {
    return (std::size_t{1} << bits) + kOverflow;
}

// At most three fifths of the homes are taken.
std::size_t most_values(unsigned bits) {
    return (std::size_t{1} << bits) / 5 * 3;
}

void write_count(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) {
        out += static_cast<char>(value | 0x80U);
    }
    out += static_cast<char>(value);
}

void write_word(std::string& out, std::uint64_t word) {
    out.append(reinterpret_cast<const char*>(&word), sizeof word);
}

std::string_view cut(std::string_view text) {
    std::size_t end = ValueCounter::kLongestText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end);
}

}  // namespace

void ValueCounter::keep_text(Slot& slot, std::string_view text) {
    const std::size_t place = texts_.size();
    if (text.size() <= kLongestText) {
        texts_ += text;
    } else {
        texts_.append(cut(text)).append(kEllipsis);
    }
    slot.text = (place << kPlaceShift) | (texts_.size() - place);
}

void ValueCounter::add_behind(const Slot& slot, std::string_view text) {
    if (!slots_.empty()) {
        for (Slot* known = &slots_[home(slot.key)]; known->count != 0; ++known) {
            if (known->key == slot.key) {
                known->count += slot.count;
                return;
            }
        }
    }
    add_new(slot, text);
}

bool ValueCounter::note(const Hash128& key, std::uint32_t number) {
    if (slots_.empty()) {
        return true;
    }
    for (Slot* slot = &slots_[home(key)]; slot->count != 0; ++slot) {
        if (slot->key == key) {
            const std::uint64_t noted = (slot->text & ~kNoteMask) | (std::uint64_t{number} << kNoteShift);
            return std::exchange(slot->text, noted) != noted;
        }
    }
    return true;
}

void ValueCounter::add_new(Slot slot, std::string_view text) {
    if (slots_.empty() || size_ >= most_values(64 - shift_)) {
        grow();
    }
    keep_text(slot, text);
    sorted_ = false;
    ++size_;
    put(slot);
}

void ValueCounter::put(const Slot& slot) {
    std::size_t at = home(slot.key);
    while (slots_[at].count != 0) {
        ++at;
    }
    if (at + 1 < slots_.size()) {
        slots_[at] = slot;
    } else {
        grow();
        put(slot);
    }
}

void ValueCounter::grow() {
    const unsigned bits = slots_.empty() ? kFirstBits : 64 - shift_ + 1;
    shift_ = 64 - bits;
    const Slots old = std::exchange(slots_, Slots(slots_for(bits)));
    for (const Slot& slot : old) {
        if (slot.count != 0) {
            put(slot);
        }
    }
}

std::size_t ValueCounter::bytes() const {
    return slots_.capacity() * sizeof(Slot) + texts_.capacity();
}

std::size_t ValueCounter::bytes_with(std::size_t more, std::size_t text_bytes) const {
    unsigned bits = slots_.empty() ? kFirstBits : 64 - shift_;
    std::size_t largest = bytes() + (slots_.empty() ? slots_for(bits) * sizeof(Slot) : 0);
    while (size_ + more > most_values(bits)) {
        ++bits;
        largest = bytes() + slots_for(bits) * sizeof(Slot);  // old and new while they are moved
    }
    const bool longer = texts_.size() + text_bytes > texts_.capacity();
    return largest + (longer ? std::max(2 * texts_.capacity(), texts_.size() + text_bytes) : 0);
}

// What probes touch lies between empty slots and in the order of homes, so sorting each such stretch sorts the table,
// and leaves it a valid one.
void ValueCounter::sort_slots() {
    const auto is_empty = [](const Slot& slot) { return slot.count == 0; };
    const auto is_taken = [](const Slot& slot) { return slot.count != 0; };
    if (std::exchange(sorted_, true)) {
        return;
    }
    auto end = slots_.begin();
    while (true) {
        const auto begin = std::find_if(end, slots_.end(), is_taken);
        if (begin == slots_.end()) {
            return;
        }
        end = std::find_if(begin, slots_.end(), is_empty);
        std::sort(begin, end, [](const Slot& a, const Slot& b) { return a.key < b.key; });
    }
}

void ValueCounter::spill(const std::shared_ptr<SpillFile>& file) {
    if (size_ == 0) {
        return;
    }
    sort_slots();
    Run run{.file = file, .begin = -1};
    std::string out;
    const auto write = [&] {
        const std::int64_t begin = file->write({out});
        run.begin = run.begin < 0 ? begin : run.begin;
        run.end = begin + static_cast<std::int64_t>(out.size());
        out.clear();
    };
    for (const Slot& slot : slots_) {
        if (slot.count == 0) {
            continue;
        }
        const std::string_view text = text_of(slot);
        write_word(out, slot.key.high);
        write_word(out, slot.key.low);
        write_count(out, static_cast<std::uint64_t>(slot.count));
        write_count(out, text.size());
        out += text;
        if (out.size() >= kRunBytes) {
            write();
        }
    }
    write();
    runs_.push_back(run);
    slots_ = {};
    shift_ = 64;
    size_ = 0;
    texts_ = {};
}

/// Steps through the values of a table, or of a run in a file.
class ValueCounter::Reader {
public:
    explicit Reader(const ValueCounter& table) : table_(&table) {}
    Reader(const Run& run, std::size_t most)
        : run_(&run), buffer_(std::min(most, static_cast<std::size_t>(run.end - run.begin)), '\0'), at_(run.begin) {}

    bool next() { return run_ ? next_written() : next_slot(); }
    [[nodiscard]] const CountedValue& item() const { return item_; }

private:
    bool next_slot() {
        const auto& slots = table_->slots_;
        while (slot_ < slots.size() && slots[slot_].count == 0) {
            ++slot_;
        }
        if (slot_ == slots.size()) {
            return false;
        }
        // Texts lie in the order in which they came, so each of them is a look into memory at random.
        constexpr std::size_t kAhead = 16;
        if (slot_ + kAhead < slots.size()) {
            __builtin_prefetch(table_->texts_.data() + (slots[slot_ + kAhead].text >> kPlaceShift));
        }
        const Slot& slot = slots[slot_++];
        item_ = {.key = slot.key, .count = slot.count, .text = table_->text_of(slot)};
        return true;
    }

    // One record is at most 2 words, 2 counts of up to 10 bytes and a text.
    bool next_written() {
        constexpr std::size_t kLongestRecord = 2 * 8 + 2 * 10 + kLongestText + kEllipsis.size();
        if (filled_ - used_ < kLongestRecord && at_ < run_->end) {
            fill();
        }
        if (used_ == filled_) {
            return false;
        }
        item_.key.high = read_word();
        item_.key.low = read_word();
        item_.count = static_cast<std::int64_t>(read_count());
        const std::uint64_t length = read_count();
        item_.text = std::string_view(buffer_).substr(used_, length);
        used_ += length;
        return true;
    }

    void fill() {
        std::memmove(buffer_.data(), buffer_.data() + used_, filled_ - used_);
        filled_ -= used_;
        used_ = 0;
        const auto size = std::min(static_cast<std::size_t>(run_->end - at_), buffer_.size() - filled_);
        run_->file->read(at_, std::span(buffer_).subspan(filled_, size));
        at_ += static_cast<std::int64_t>(size);
        filled_ += size;
    }

    std::uint64_t read_word() {
        std::uint64_t word = 0;
        std::memcpy(&word, buffer_.data() + used_, sizeof word);
        used_ += sizeof word;
        return word;
    }

    std::uint64_t read_count() {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const auto byte = static_cast<unsigned char>(buffer_[used_++]);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) {
                return value;
            }
        }
    }

    CountedValue item_;
    const ValueCounter* table_ = nullptr;
    std::size_t slot_ = 0;
    const Run* run_ = nullptr;
    std::string buffer_;
    std::size_t used_ = 0, filled_ = 0;
    std::int64_t at_ = 0;  // what is read next
};

void ValueCounter::visit(const std::vector<ValueCounter*>& counters,
                         const std::function<void(const CountedValue&)>& seen) {
    // Many runs are read in small pieces, so that their buffers stay within some megabytes.
    constexpr std::size_t kBuffers = std::size_t{4} << 20, kLeastBuffer = 4096;
    std::size_t runs = 1;
    for (const ValueCounter* counter : counters) {
        runs += counter->runs_.size();
    }
    const std::size_t most = std::clamp(kBuffers / runs, kLeastBuffer, kRunBytes);
    std::vector<Reader> readers;
    for (ValueCounter* counter : counters) {
        counter->sort_slots();
        readers.emplace_back(*counter);
        for (const Run& run : counter->runs_) {
            readers.emplace_back(run, most);
        }
    }
    merge_runs(readers, seen);
}

}  // namespace rfmeans::ingest
