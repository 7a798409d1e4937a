#include "ingest/spill_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
int open_nameless(const std::string& folder) {
    const int file = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) {
        return file;
    }
    std::string name = folder + "/rfmeans-XXXXXX";
    const int named = mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) {
        unlink(name.c_str());
    }
    return named;
}

SpillFile::~SpillFile() {
    if (file_ >= 0) {
        close(file_);
    }
}

void SpillFile::fail(const char* what, int problem) const {
    throw Error(
        Failure::resource,
        fmt::format("rows that do not fit in the memory given cannot be {} a file in '{}' ({}; {} bytes are there "
                    "already). Free space, name another folder with the variable TMPDIR, or raise --memory",
                    what, folder_, std::strerror(problem), end_.load()));
}

int SpillFile::open_once() {
    std::call_once(opened_, [&] {
        file_ = open_nameless(folder_);
        if (file_ < 0) {
            fail("kept in", errno);
        }
    });
    return file_;
}

std::int64_t SpillFile::write(const std::vector<std::span<const char>>& parts) {
    const int file = open_once();
    std::int64_t size = 0;
    for (const auto& part : parts) {
        size += static_cast<std::int64_t>(part.size());
    }
    const std::int64_t start = end_.fetch_add(size);
    std::int64_t offset = start;
    for (std::span<const char> part : parts) {
        while (!part.empty()) {
            const ssize_t written = pwrite(file, part.data(), part.size(), offset);
            if (written < 0 && errno != EINTR) {
                fail("kept in", errno);
            }
            if (written > 0) {
                offset += written;
                part = part.subspan(static_cast<std::size_t>(written));
            }
        }
    }
    return start;
}

void SpillFile::read(std::int64_t offset, std::span<char> bytes) const {
    while (!bytes.empty()) {
        const ssize_t found = pread(file_, bytes.data(), bytes.size(), offset);
        if (found == 0 || (found < 0 && errno != EINTR)) {
            fail("read back from", found == 0 ? EIO : errno);
        }
        if (found > 0) {
            offset += found;
            bytes = bytes.subspan(static_cast<std::size_t>(found));
        }
    }
}

}  // namespace rfmeans::ingest
