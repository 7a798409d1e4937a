#include "store/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "store/store_error.hpp"

namespace rfmeans::store {
namespace {

// Whether the open lock file is still the one of that name: its last holder may have removed it in between.
bool still_named(const Descriptor& file, const std::string& path) {
    struct stat open_file{};
    struct stat named{};
    return fstat(file.number(), &open_file) == 0 && stat(path.c_str(), &named) == 0 &&
           open_file.st_ino == named.st_ino && open_file.st_dev == named.st_dev;
}

}  // namespace

FileLock::FileLock(const std::string& path) : path_(path + ".lock") {
    do {
        file_ = Descriptor::open(path_, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW);
        if (flock(file_.number(), LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) {
                throw StoreError("another rfmeans is writing it");
            }
            throw_errno("locking '" + path_ + "'");
        }
    } while (!still_named(file_, path_));
}

FileLock::~FileLock() {
    unlink(path_.c_str());
}

}  // namespace rfmeans::store
