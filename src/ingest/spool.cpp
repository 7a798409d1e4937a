#include "ingest/spool.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "ingest/spill_file.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kCopyBytes = std::size_t{1} << 20;

std::string shown_name(const std::string& path) {
    return path == kStandardInput ? "standard input" : fmt::format("'{}'", path);
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            close(number_);
        }
    }
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

std::string temporary_folder() {
    const char* folder = std::getenv("TMPDIR");
    return folder == nullptr || *folder == '\0' ? "/tmp" : folder;
}

[[noreturn]] void refuse_copy(const std::string& path, const std::string& folder, int cause, std::int64_t copied) {
    throw Error(Failure::resource,
                fmt::format("{} cannot be copied to a temporary file in '{}' ({}, after {} bytes; files are read more "
                            "than once). Free some space, or name another folder in TMPDIR",
                            shown_name(path), folder, std::strerror(cause), copied));
}

int write_all(int number, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t written = write(number, bytes, size);
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        bytes += std::max<ssize_t>(written, 0);
        size -= static_cast<std::size_t>(std::max<ssize_t>(written, 0));
    }
    return 0;
}

// The number of a file that holds all that comes out of `from`.
int copy_once(const std::string& path, int from) {
    const std::string folder = temporary_folder();
    Descriptor copy(open_nameless(folder));
    if (copy.number() < 0) {
        refuse_copy(path, folder, errno, 0);
    }
    std::vector<char> buffer(kCopyBytes);
    std::int64_t copied = 0;
    for (;;) {
        const ssize_t bytes = read(from, buffer.data(), buffer.size());
        if (bytes < 0 && errno != EINTR) {
            throw Error(Failure::resource, fmt::format("{} cannot be read ({}, after {} bytes). Check what writes it",
                                                       shown_name(path), std::strerror(errno), copied));
        }
        if (bytes == 0) {
            return copy.release();
        }
        if (bytes > 0) {
            if (const int cause = write_all(copy.number(), buffer.data(), static_cast<std::size_t>(bytes));
                cause != 0) {
                refuse_copy(path, folder, cause, copied);
            }
            copied += bytes;
        }
    }
}

std::string name_of(int number) {
    return fmt::format("/proc/self/fd/{}", number);
}

// A pipe can be read only once in the life of a process, so its copy lives as long.
std::string copy_of(const std::string& key, const std::string& path, const std::function<int()>& open_it) {
    static std::mutex mutex;
    static std::map<std::string, int> copies;
    const std::scoped_lock lock(mutex);
    const auto known = copies.find(key);
    if (known != copies.end()) {
        return name_of(known->second);
    }
    const Descriptor from(open_it());
    if (from.number() < 0) {
        throw Error(Failure::resource,
                    fmt::format("{} cannot be opened ({}). Check its rights", shown_name(path), std::strerror(errno)));
    }
    return name_of(copies.emplace(key, copy_once(path, from.number())).first->second);
}

std::string readable_input() {
    struct stat status{};
    if (fstat(STDIN_FILENO, &status) != 0) {
        throw Error(Failure::resource, "standard input is closed. Pipe a file into it, or name a file instead of '-'");
    }
    if (S_ISDIR(status.st_mode)) {
        throw Error(Failure::resource, "standard input is a folder (a file was expected). Name the files in it");
    }
    if (isatty(STDIN_FILENO) == 1) {
        throw Error(Failure::option,
                    "standard input is a terminal ('-' reads a file from there). Pipe one into it, as in rfmeans "
                    "profile - < shop.csv");
    }
    std::string itself = name_of(STDIN_FILENO);
    if (S_ISREG(status.st_mode) && lseek(STDIN_FILENO, 0, SEEK_CUR) == 0 && access(itself.c_str(), R_OK) == 0) {
        return itself;  // `< shop.csv`: no copy is needed
    }
    return copy_of(kStandardInput, kStandardInput, [] { return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0); });
}

}  // namespace

std::string readable_path(const std::string& path) {
    if (path == kStandardInput) {
        return readable_input();
    }
    struct stat status{};
    if (stat(path.c_str(), &status) != 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        throw Error(Failure::resource,
                    missing ? fmt::format("'{}' was not found. Check the name and the folder", path)
                            : fmt::format("'{}' cannot be looked at ({}). Check its rights and those of its folder",
                                          path, std::strerror(errno)));
    }
    if (S_ISREG(status.st_mode)) {
        return path;
    }
    if (S_ISDIR(status.st_mode)) {
        throw Error(Failure::resource,
                    fmt::format("'{}' is a folder (a file was expected). Name the files in it", path));
    }
    if (!S_ISFIFO(status.st_mode)) {
        throw Error(Failure::resource,
                    fmt::format("'{}' is a device (files and pipes are read). Write what it gives to "
                                "a file first",
                                path));
    }
    return copy_of(fmt::format("{}:{}", status.st_dev, status.st_ino), path,
                   [&] { return open(path.c_str(), O_RDONLY | O_CLOEXEC); });
}

std::string canonical_name(const std::string& path) {
    std::error_code failure;
    const auto name = std::filesystem::weakly_canonical(path == kStandardInput ? "/dev/stdin" : path, failure);
    return failure ? path : name.string();
}

}  // namespace rfmeans::ingest
