// Bytes that do not fit in memory, in a file without a name: nothing is left of it however the program ends.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace rfmeans::ingest {

/// A file without a name in the folder, open for reading and writing; -1, and errno says why not. Some file systems
/// know none: there it loses its name at once.
[[nodiscard]] int open_nameless(const std::string& folder);

class SpillFile {
public:
    /// The file is made at the first write.
    explicit SpillFile(std::string folder) : folder_(std::move(folder)) {}
    SpillFile(const SpillFile&) = delete;
    SpillFile& operator=(const SpillFile&) = delete;
    ~SpillFile();

    /// Writes the parts one behind the other and returns where they begin. From any thread. Error{resource} where the
    /// file cannot be made or the disk is full.
    [[nodiscard]] std::int64_t write(const std::vector<std::span<const char>>& parts);

    /// Error{resource} where fewer bytes come back.
    void read(std::int64_t offset, std::span<char> bytes) const;

private:
    [[nodiscard]] int open_once();
    [[noreturn]] void fail(const char* what, int problem) const;

    std::string folder_;
    std::once_flag opened_;
    int file_ = -1;
    std::atomic<std::int64_t> end_ = 0;
};

}  // namespace rfmeans::ingest
