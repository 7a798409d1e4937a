#include "store/save_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <new>

#include "rfmeans/error.hpp"
#include "store/checksum_trailer.hpp"
#include "store/file_lock.hpp"
#include "store/hdf5_image.hpp"
#include "store/replace_file.hpp"
#include "store/store_error.hpp"

namespace rfmeans::store {
namespace {

namespace fs = std::filesystem;

// A link stays a link: its target is replaced. What is no regular file (a folder, a device) must not be.
std::string target_of(const std::string& path) {
    std::error_code failure;
    const fs::path target = fs::weakly_canonical(path, failure);
    if (failure) {
        throw StoreError(failure.message());
    }
    const fs::file_status status = fs::status(target, failure);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        throw StoreError(fs::is_directory(status) ? "it is a folder" : "it is no regular file");
    }
    return target.string();
}

}  // namespace

void save_file(const std::string& path, const char* earlier, const std::function<void(const Group& root)>& write) {
    const SilentHdf5 silent;
    try {
        const std::string target = target_of(path);
        const FileLock lock(target);
        const Hdf5Image image;
        write(image.root());
        const std::span<const std::byte> bytes = image.bytes();
        const Trailer trailer = make_trailer(bytes);
        replace_file(target, {bytes, trailer});
    } catch (const StoreError& error) {
        throw Error(Failure::resource,
                    fmt::format("'{}' cannot be written ({}). Remove the cause or give another file; "
                                "an earlier {} there is untouched",
                                path, error.what(), earlier));
    } catch (const std::bad_alloc&) {
        throw Error(Failure::resource, fmt::format("'{}' cannot be written (out of memory). Free some memory", path));
    }
}

}  // namespace rfmeans::store
