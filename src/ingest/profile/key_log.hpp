// Keys with a short text each, as they come; which of them are equal is found at the end.
#pragma once

#include <cstring>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "ingest/packed_buffer.hpp"
#include "ingest/profile/hash128.hpp"

namespace rfmeans::ingest {

/// Of one thread. Where most keys occur once, writing them down by their upper bits and looking for equal ones part by
/// part, in the cache, costs less time and memory than a table of all of them.
class KeyLog {
public:
    static constexpr std::size_t kLongestText = 15;

    /// The keys are parted the finer the more memory there is; equally for all logs that are visited together. What is
    /// spilled goes to the file.
    KeyLog(std::size_t memory_bytes, std::shared_ptr<SpillFile> file);

    /// Adds a key whose text `write(char*)` writes; it returns the text's end.
    template <class Write>
    void add(const Hash128& key, const Write& write) {
        const auto part = static_cast<std::size_t>((key.high >> 1U) >> (63U - bits_));
        PackCursor& cursor = cursors_[part];
        if (!cursor.has_room(kMostBytes)) {
            parts_[part].add_block(kMostBytes);
        }
        char* const entry = cursor.at;
        std::memcpy(entry, &key, sizeof key);
        char* const text = entry + sizeof key + 1;
        char* const end = write(text);
        entry[sizeof key] = static_cast<char>(end - text);
        cursor.at = end;
    }

    /// Memory in use, and the most that it can be after some hundred keys more.
    [[nodiscard]] std::size_t bytes() const { return static_cast<std::size_t>(memory_.used.load()); }
    [[nodiscard]] std::size_t bytes_soon() const { return bytes() + parts_.size() * PackedBuffer::kMostBlock; }

    /// Writes all keys to the file and gives their memory back.
    void spill();

    struct Visitor {
        std::function<void(std::string_view)> first;   ///< of each key once: the least of its texts by bytes
        std::function<void(std::string_view)> repeat;  ///< of each further occurrence: its text
    };
    /// All keys of all the logs, which are used up; beside their memory it takes up to about `memory_bytes`.
    static void visit(const std::vector<KeyLog*>& logs, std::size_t memory_bytes, const Visitor& visitor);

private:
    static constexpr std::size_t kMostBytes = sizeof(Hash128) + 1 + kLongestText;

    unsigned bits_;
    PackMemory memory_;
    std::vector<PackCursor> cursors_;  // of the parts
    std::vector<PackedBuffer> parts_;  // [2^bits_] by the upper bits of the key
    std::shared_ptr<SpillFile> file_;
};

}  // namespace rfmeans::ingest
