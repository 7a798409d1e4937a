// What does not fit in memory: a temporary file without a name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rfmeans::ingest {

/// Grows at its end and is read anywhere. It has no name, so nothing of it stays, however the program ends. One thread
/// at a time writes; any number reads what was written.
class SpillFile {
public:
    SpillFile() = default;
    SpillFile(const SpillFile&) = delete;
    SpillFile& operator=(const SpillFile&) = delete;
    ~SpillFile();

    /// Puts the bytes at the end. Error{resource}: no temporary folder, disk full.
    void append(std::string_view bytes);

    [[nodiscard]] std::int64_t size() const { return size_; }

    /// Fills `size` bytes from `offset` on, all of them written before.
    void read(std::int64_t offset, char* bytes, std::size_t size) const;

private:
    int file_ = -1;  // opened by the first append
    std::string folder_;
    std::int64_t size_ = 0;
};

}  // namespace rfmeans::ingest
