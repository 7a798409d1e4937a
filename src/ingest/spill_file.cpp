#include "ingest/spill_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

[[noreturn]] void refuse(const std::string& folder, const char* what, int problem) {
    throw Error(
        Failure::resource,
        fmt::format("a temporary file in '{}' cannot be {} ({}). Make room there, set TMPDIR to another folder, "
                    "or raise --memory",
                    folder, what, std::generic_category().message(problem)));
}

std::string temporary_folder() {
    std::error_code none;
    const auto folder = std::filesystem::temp_directory_path(none);
    return none ? "/tmp" : folder.string();
}

int open_unnamed(const std::string& folder) {
    std::string name = folder + "/rfmeans-XXXXXX";
    const int file = mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) {
        refuse(folder, "made", errno);
    }
    unlink(name.c_str());
    return file;
}

}  // namespace

SpillFile::~SpillFile() {
    if (file_ >= 0) {
        close(file_);
    }
}

void SpillFile::append(std::string_view bytes) {
    if (file_ < 0) {
        folder_ = temporary_folder();
        file_ = open_unnamed(folder_);
    }
    while (!bytes.empty()) {
        const auto written = pwrite(file_, bytes.data(), bytes.size(), size_);
        if (written < 0 && errno != EINTR) {
            refuse(folder_, "written", errno);
        }
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            size_ += written;
        }
    }
}

void SpillFile::read(std::int64_t offset, char* bytes, std::size_t size) const {
    while (size > 0) {
        const auto got = pread(file_, bytes, size, offset);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            refuse(folder_, "read", got < 0 ? errno : EIO);
        }
        if (got > 0) {
            bytes += got;
            offset += got;
            size -= static_cast<std::size_t>(got);
        }
    }
}

}  // namespace rfmeans::ingest
