#include <fcntl.h>
#include <fmt/format.h>

#include <filesystem>
#include <new>

#include "rfmeans/error.hpp"
#include "rfmeans/store.hpp"
#include "store/checksum_trailer.hpp"
#include "store/descriptor.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/hdf5_handle.hpp"
#include "store/store_error.hpp"
#include "store/study_reader.hpp"
#include "store/study_writer.hpp"

namespace rfmeans {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& message) {
    throw Error(Failure::resource, message);
}

constexpr const char* kMakeOne = "Give a study made by 'rfmeans run' or 'rfmeans ingest'";

void require_readable_file(const std::string& path) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (!fs::exists(status)) {
        refuse(fmt::format("'{}' cannot be read (there is no such file). {}", path, kMakeOne));
    }
    if (!fs::is_regular_file(status)) {
        refuse(fmt::format("'{}' cannot be read (it is {}). {}", path,
                           fs::is_directory(status) ? "a folder" : "no regular file", kMakeOne));
    }
    const store::Descriptor may_read = store::Descriptor::open(path, O_RDONLY | O_CLOEXEC);
    if (fs::file_size(path, failure) == 0) {
        refuse(fmt::format("'{}' is no study (the file is empty). {}", path, kMakeOne));
    }
}

store::Handle open_file(const std::string& path) {
    if (H5Fis_hdf5(path.c_str()) <= 0) {
        refuse(fmt::format("'{}' is no study (it is no HDF5 file). {}", path, kMakeOne));
    }
    store::require_intact(path, store::TrailerRule::checked_if_there);
    return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "opening it"};
}

void require_our_schema(const store::Group& root, const std::string& path) {
    using store::read_attribute;
    if (!store::has_attribute(root.id(), "program") || !store::has_attribute(root.id(), "schema_version") ||
        read_attribute<std::string>(root.id(), "program") != store::kProgram) {
        refuse(
            fmt::format("'{}' is no study (it is an HDF5 file of another program: its root has no attributes "
                        "program = '{}' and schema_version). {}",
                        path, store::kProgram, kMakeOne));
    }
    const auto schema = read_attribute<std::int64_t>(root.id(), "schema_version");
    if (schema > store::kSchemaVersion) {
        const auto version = read_attribute<std::string>(root.id(), "tool_version");
        refuse(
            fmt::format("'{}' has schema version {}, and this program reads up to {} (the study was written by "
                        "rfmeans {}). rfmeans {} or newer reads it",
                        path, schema, store::kSchemaVersion, version, version));
    }
    if (store::has_attribute(root.id(), store::kContent)) {
        refuse(fmt::format("'{}' is no study (it is the {} that was interrupted). Give the study", path,
                           read_attribute<std::string>(root.id(), store::kContent)));
    }
    if (schema < 1) {
        throw store::StoreError(fmt::format("schema version {} never was", schema));
    }
}

}  // namespace

Study load_study(const std::string& path) {
    const store::SilentHdf5 silent;
    try {
        require_readable_file(path);
    } catch (const store::StoreError& error) {
        refuse(fmt::format("'{}' cannot be read ({}). {}", path, error.what(), kMakeOne));
    }
    try {
        const store::Handle file = open_file(path);
        const store::Group root = store::Group::root(file);
        require_our_schema(root, path);
        return store::read_study(root);
    } catch (const store::StoreError& error) {
        refuse(fmt::format("'{}' is damaged ({}). Restore a copy, or make it again with 'rfmeans run'", path,
                           error.what()));
    } catch (const std::bad_alloc&) {
        refuse(fmt::format("'{}' does not fit into memory. Use a machine with more memory", path));
    }
}

}  // namespace rfmeans
