#include "ingest/profile/number_sorter.hpp"

#include <algorithm>
#include <span>

#include "ingest/profile/merge_runs.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kLeastNumbers = 256;  // numbers in memory, whatever the limit
constexpr std::size_t kMostRead = 4096;     // numbers of a run at a time
constexpr std::size_t kLeastRead = 64;

}  // namespace

void NumberSorter::add(double value, std::int64_t count) {
    total_ += count;
    numbers_.push_back({value == 0 ? 0.0 : value, count});  // -0 is 0
    // Half of the limit: a vector that grows may have twice the room it needs.
    const std::size_t most = std::max(most_ / 2, kLeastNumbers);
    if (numbers_.size() < most) {
        return;
    }
    sort();
    if (numbers_.size() > most / 2) {
        spill();
    }
}

// Equal numbers, of different spellings, become one.
void NumberSorter::sort() {
    if (sorted_ == numbers_.size()) {
        return;
    }
    std::sort(numbers_.begin(), numbers_.end(),
              [](const CountedNumber& a, const CountedNumber& b) { return a.key < b.key; });
    std::size_t kept = 0;
    for (std::size_t i = 1; i < numbers_.size(); ++i) {
        if (numbers_[i].key == numbers_[kept].key) {
            numbers_[kept].count += numbers_[i].count;
        } else {
            numbers_[++kept] = numbers_[i];
        }
    }
    numbers_.resize(kept + 1);
    sorted_ = numbers_.size();
}

void NumberSorter::spill() {
    if (!file_) {
        file_ = std::make_unique<SpillFile>(folder_);
    }
    const std::span<const char> bytes(reinterpret_cast<const char*>(numbers_.data()),
                                      numbers_.size() * sizeof(CountedNumber));
    const std::int64_t begin = file_->write({bytes});
    runs_.push_back({begin, begin + static_cast<std::int64_t>(bytes.size())});
    numbers_.clear();
    sorted_ = 0;
}

/// Steps through the numbers in memory, or through a run in the file.
class NumberSorter::Reader {
public:
    explicit Reader(const std::vector<CountedNumber>& numbers) : numbers_(&numbers) {}
    Reader(const SpillFile& file, const Run& run, std::size_t most)
        : numbers_(nullptr), file_(&file), rest_(run), most_(most) {}

    bool next() {
        if (numbers_) {
            ++at_;
            return at_ <= numbers_->size();
        }
        if (++at_ > buffer_.size()) {
            constexpr auto kSize = static_cast<std::int64_t>(sizeof(CountedNumber));
            const auto left = static_cast<std::size_t>((rest_.end - rest_.begin) / kSize);
            buffer_.resize(std::min(most_, left));
            const std::size_t bytes = buffer_.size() * sizeof(CountedNumber);
            file_->read(rest_.begin, {reinterpret_cast<char*>(buffer_.data()), bytes});
            rest_.begin += static_cast<std::int64_t>(bytes);
            at_ = 1;
        }
        return !buffer_.empty();
    }
    [[nodiscard]] const CountedNumber& item() const { return numbers_ ? (*numbers_)[at_ - 1] : buffer_[at_ - 1]; }

private:
    const std::vector<CountedNumber>* numbers_;
    const SpillFile* file_ = nullptr;
    Run rest_;
    std::size_t most_ = 0;  // numbers in the buffer
    std::vector<CountedNumber> buffer_;
    std::size_t at_ = 0;  // of the item, from 1
};

void NumberSorter::visit(const std::function<void(const CountedNumber&)>& seen) {
    sort();
    std::vector<Reader> readers;
    readers.emplace_back(numbers_);
    const std::size_t most = std::clamp(most_ / (runs_.size() + 1), kLeastRead, kMostRead);
    for (const Run& run : runs_) {
        readers.emplace_back(*file_, run, most);
    }
    merge_runs(readers, seen);
}

}  // namespace rfmeans::ingest
