// The journal of a sweep: its finished models, and what they were fitted to.
#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <new>

#include "rfmeans/error.hpp"
#include "rfmeans/store.hpp"
#include "store/checksum_trailer.hpp"
#include "store/descriptor.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/hdf5_dataset.hpp"
#include "store/read_parts.hpp"
#include "store/save_file.hpp"
#include "store/store_error.hpp"
#include "store/study_writer.hpp"
#include "store/write_models.hpp"

namespace rfmeans {
namespace {

using store::Group;
using store::read_attribute;
using store::StoreError;
using store::write_attribute;

void write_journal(const Journal& journal, const Group& root) {
    write_attribute(root.id(), "program", store::kProgram);
    write_attribute(root.id(), "schema_version", store::kSchemaVersion);
    write_attribute(root.id(), "tool_version", journal.tool_version);
    write_attribute(root.id(), store::kContent, store::kJournalContent);
    const Group features = root.make("features", "the point matrix that is clustered, told by its hashes");
    write_attribute(features.id(), "points", journal.points.points);
    write_attribute(features.id(), "dims", journal.points.dims);
    write_attribute(features.id(), "step_exponent", journal.points.step_exponent);
    write_attribute(features.id(), "weight_exponent", journal.points.weight_exponent);
    write_attribute(features.id(), "values_sha256", journal.points.values_sha256);
    write_attribute(features.id(), "weights_sha256", journal.points.weights_sha256);
    if (journal.start_centroids) {
        const Matrix<float>& start = *journal.start_centroids;
        store::write_values<float>(root, {"start_centroids", "grid steps", "what the fits start from"},
                                   {start.rows, start.cols}, start.values);
    }
    store::write_sweep(journal.sweep, std::nullopt, root, {});
}

Matrix<float> read_start_centroids(const Group& root) {
    const store::StoredDataset dataset(root, "start_centroids", {store::kAnyLength, store::kAnyLength});
    Matrix<float> start;
    start.rows = dataset.shape()[0];
    start.cols = dataset.shape()[1];
    start.values = store::read_values<float>(root, "start_centroids", dataset.shape());
    return start;
}

Journal read_journal(const Group& root) {
    if (!store::has_attribute(root.id(), store::kContent) ||
        read_attribute<std::string>(root.id(), store::kContent) != store::kJournalContent) {
        throw StoreError("it is a study, or of another program");
    }
    if (read_attribute<std::int64_t>(root.id(), "schema_version") != store::kSchemaVersion) {
        throw StoreError("another version of rfmeans wrote it: " +
                         read_attribute<std::string>(root.id(), "tool_version"));
    }
    Journal journal;
    journal.tool_version = read_attribute<std::string>(root.id(), "tool_version");
    const Group features = root.open("features");
    journal.points = {.points = read_attribute<std::int64_t>(features.id(), "points"),
                      .dims = read_attribute<std::int64_t>(features.id(), "dims"),
                      .step_exponent = read_attribute<std::int64_t>(features.id(), "step_exponent"),
                      .weight_exponent = read_attribute<std::int64_t>(features.id(), "weight_exponent"),
                      .values_sha256 = read_attribute<std::string>(features.id(), "values_sha256"),
                      .weights_sha256 = read_attribute<std::string>(features.id(), "weights_sha256")};
    if (root.has("start_centroids")) {
        journal.start_centroids = read_start_centroids(root);
    }
    journal.sweep = store::read_sweep(root.open("sweep"));
    const std::vector<Model>& models = journal.sweep.models;
    const auto out_of_order = [](const Model& a, const Model& b) {
        return std::pair(a.k, a.seed) >= std::pair(b.k, b.seed);
    };
    if (std::ranges::adjacent_find(models, out_of_order) != models.end()) {
        throw StoreError("its models do not ascend by k and seed");
    }
    for (const Model& model : models) {
        if (static_cast<std::int64_t>(model.centroids.cols) != journal.points.dims) {
            throw StoreError("its centroids have other dimensions than its points");
        }
    }
    return journal;
}

}  // namespace

void save_journal(const Journal& journal, const std::string& path) {
    store::save_file(path, "journal", [&](const Group& root) { write_journal(journal, root); });
}

Journal load_journal(const std::string& path) {
    const store::SilentHdf5 silent;
    try {
        if (!std::filesystem::is_regular_file(path)) {
            throw StoreError("it is no regular file");
        }
        const store::Descriptor may_read = store::Descriptor::open(path, O_RDONLY | O_CLOEXEC);
        if (H5Fis_hdf5(path.c_str()) <= 0) {
            throw StoreError("it is no HDF5 file");
        }
        store::require_intact(path, store::TrailerRule::needed);
        const store::Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "opening it");
        return read_journal(Group::root(file));
    } catch (const StoreError& error) {
        throw Error(
            Failure::resource,
            fmt::format("'{}' is no whole journal of a sweep ({}). Remove it, or move it away", path, error.what()));
    } catch (const std::bad_alloc&) {
        throw Error(Failure::resource,
                    fmt::format("'{}' does not fit into memory. Use a machine with more memory", path));
    }
}

}  // namespace rfmeans
