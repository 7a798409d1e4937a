#include <fmt/format.h>

#include <filesystem>
#include <new>

#include "rfmeans/error.hpp"
#include "rfmeans/store.hpp"
#include "store/checksum_trailer.hpp"
#include "store/file_lock.hpp"
#include "store/hdf5_image.hpp"
#include "store/replace_file.hpp"
#include "store/store_error.hpp"
#include "store/study_writer.hpp"

namespace rfmeans {
namespace {

namespace fs = std::filesystem;

// A link stays a link: its target is replaced. What is no regular file (a folder, a device) must not be.
std::string target_of(const std::string& path) {
    std::error_code failure;
    const fs::path target = fs::weakly_canonical(path, failure);
    if (failure) {
        throw store::StoreError(failure.message());
    }
    const fs::file_status status = fs::status(target, failure);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        throw store::StoreError(fs::is_directory(status) ? "it is a folder" : "it is no regular file");
    }
    return target.string();
}

}  // namespace

void save_study(const Study& study, const std::string& path) {
    const store::SilentHdf5 silent;
    try {
        const std::string target = target_of(path);
        const store::FileLock lock(target);
        const store::Hdf5Image image;
        store::write_study(study, image.root());
        const std::span<const std::byte> bytes = image.bytes();
        const store::Trailer trailer = store::make_trailer(bytes);
        store::replace_file(target, {bytes, trailer});
    } catch (const store::StoreError& error) {
        throw Error(
            Failure::resource,
            fmt::format("'{}' cannot be written ({}). Remove the cause or give another file; an earlier study there is "
                        "untouched",
                        path, error.what()));
    } catch (const std::bad_alloc&) {
        throw Error(Failure::resource, fmt::format("'{}' cannot be written (out of memory). Free some memory", path));
    }
}

}  // namespace rfmeans
