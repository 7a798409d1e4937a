#include "store/replace_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "store/descriptor.hpp"

namespace rfmeans::store {
namespace {

constexpr std::size_t kLargestWrite = std::size_t{1} << 30;  // write(2) takes a little less than 2 GiB

// A file that is removed unless it was renamed. A crash leaves it; the next writer starts it anew.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string path)
        : path_(std::move(path)),
          file_(Descriptor::open(path_, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW)) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (!renamed_) {
            unlink(path_.c_str());
        }
    }

    void write(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(file_.number(), bytes.data(), std::min(bytes.size(), kLargestWrite));
            if (written < 0 && errno != EINTR) {
                throw_errno("writing '" + path_ + "'");
            }
            bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
        }
    }

    // Some disks report that they are full only here.
    void flush() {
        if (fsync(file_.number()) != 0) {
            throw_errno("flushing '" + path_ + "'");
        }
    }

    void take_mode_of(const std::string& path) {
        struct stat old_file{};
        if (stat(path.c_str(), &old_file) == 0 && fchmod(file_.number(), old_file.st_mode & 07777) != 0) {
            throw_errno("giving '" + path_ + "' the access rights of the old file");
        }
    }

    void rename_to(const std::string& path) {
        if (std::rename(path_.c_str(), path.c_str()) != 0) {
            throw_errno("renaming '" + path_ + "' to '" + path + "'");
        }
        renamed_ = true;
    }

private:
    std::string path_;
    Descriptor file_;
    bool renamed_ = false;
};

void flush_folder(const std::filesystem::path& file) {
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
    const Descriptor open_folder = Descriptor::open(folder.string(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // Some file systems cannot flush a folder (EINVAL); they have nothing to flush then.
    if (fsync(open_folder.number()) != 0 && errno != EINVAL) {
        throw_errno("flushing the folder '" + folder.string() + "'");
    }
}

}  // namespace

void replace_file(const std::string& path, std::initializer_list<std::span<const std::byte>> pieces) {
    TemporaryFile file(path + ".tmp");
    for (const std::span<const std::byte> piece : pieces) {
        file.write(piece);
    }
    file.take_mode_of(path);
    file.flush();
    file.rename_to(path);
    flush_folder(path);
}

}  // namespace rfmeans::store
