// Distinct values and how often each occurs, in memory and, beyond a limit, on disk.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/profile/hash128.hpp"
#include "ingest/profile/huge_pages.hpp"
#include "ingest/spill_file.hpp"

namespace rfmeans::ingest {

/// A value, known by its key.
struct CountedValue {
    Hash128 key;
    std::int64_t count = 0;
    std::string_view text;  ///< what was given with the key first; the same for every one of its occurrences
};

/// Counts of one thread. A hash table (linear probing by the upper bits of the key) that can be written to a file as a
/// run ascending by key, and begins anew.
class ValueCounter {
public:
    /// Longer texts are kept up to here, with an ellipsis behind; the key tells them apart all the same.
    static constexpr std::size_t kLongestText = 256;
    static constexpr std::size_t kMostBytes = kLongestText + 3;  ///< that are kept of a text

    void prefetch(const Hash128& key) const {
        if (!slots_.empty()) {
            __builtin_prefetch(&slots_[home(key)], 1, 2);
        }
    }
    void add(const Hash128& key, std::string_view text, std::int64_t count) {
        if (!slots_.empty()) {
            // Mostly it is one of the two of a line, and which of them nobody can foretell: so that is no branch.
            Slot* slot = &slots_[home(key)];
            slot += slot->key.high != key.high ? 1 : 0;
            if (slot->key == key && slot->count != 0) {
                slot->count += count;
                return;
            }
        }
        add_behind({.key = key, .count = count}, text);
    }

    /// Notes a number of up to 17 bits beside a value. False: it is the one that was noted last. What is noted of
    /// values that are not in memory is not known.
    [[nodiscard]] bool note(const Hash128& key, std::uint32_t number);

    [[nodiscard]] std::size_t size() const { return size_; }
    /// Memory in use, and the most that `more` new values could make of it while they are added, with their texts of
    /// up to `text_bytes` together.
    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] std::size_t bytes_with(std::size_t more, std::size_t text_bytes) const;

    /// Writes all values as a run and forgets them. Nobody else may write to the file meanwhile.
    void spill(const std::shared_ptr<SpillFile>& file);

    /// Every value of all the counters once, ascending by key, whichever of them counted it and where it is kept.
    static void visit(const std::vector<ValueCounter*>& counters, const std::function<void(const CountedValue&)>& seen);

private:
    static constexpr unsigned kNoteShift = 9, kPlaceShift = kNoteShift + 17;
    static constexpr std::uint64_t kLengthMask = (1U << kNoteShift) - 1,
                                   kNoteMask = (1U << kPlaceShift) - 1 - kLengthMask;

    struct Slot {
        Hash128 key;
        std::int64_t count = 0;  // 0: empty
        std::uint64_t text = 0;  // place in texts_, note, length
    };
    struct Run {
        std::shared_ptr<SpillFile> file;
        std::int64_t begin = 0, end = 0;
    };
    class Reader;
    using Slots = std::vector<Slot, HugePageAllocator<Slot>>;

    // Where the line of the cache begins that two slots share.
    [[nodiscard]] std::size_t home(const Hash128& key) const {
        return static_cast<std::size_t>(key.high >> shift_) & ~std::size_t{1};
    }
    [[nodiscard]] std::string_view text_of(const Slot& slot) const {
        return std::string_view(texts_).substr(slot.text >> kPlaceShift, slot.text & kLengthMask);
    }
    void add_behind(const Slot& slot, std::string_view text);
    void add_new(Slot slot, std::string_view text);
    void put(const Slot& slot);
    void grow();
    void sort_slots();
    void keep_text(Slot& slot, std::string_view text);

    Slots slots_;  // [2^(64 - shift_) homes and some to spill over, the last of them empty]
    unsigned shift_ = 64;
    std::size_t size_ = 0;
    bool sorted_ = true;  // slots_, by key
    std::string texts_;
    std::vector<Run> runs_;
};

}  // namespace rfmeans::ingest
