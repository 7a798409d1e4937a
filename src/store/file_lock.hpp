#pragma once

#include <string>

#include "store/descriptor.hpp"

namespace rfmeans::store {

/// The right to write a file: an flock on "PATH.lock", which the kernel gives back when its holder dies, however it
/// dies. The lock file is removed at the end; one left behind by a crash blocks nobody.
class FileLock {
public:
    /// Throws StoreError where another process, or another lock of this one, holds it.
    explicit FileLock(const std::string& path);
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

private:
    std::string path_;
    Descriptor file_;
};

}  // namespace rfmeans::store
