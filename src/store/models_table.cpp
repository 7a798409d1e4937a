#include "store/models_table.hpp"

#include <cstddef>

#include "store/enum_text.hpp"
#include "store/hdf5_dataset.hpp"

namespace rfmeans::store {
namespace {

// Absent in studies of earlier versions.
constexpr const char* kSimplified = "simplified_silhouette";
constexpr const char* kEuclidean = "euclidean_silhouette";

struct ModelRow {
    std::int32_t k;
    std::uint64_t seed;
    double inertia, calinski_harabasz, bic, davies_bouldin, silhouette, simplified_silhouette, euclidean_silhouette;
    std::int64_t iterations, relocations;
    std::int32_t empty_clusters;
    std::uint8_t end;
};

Handle fit_end_type() {
    Handle type(H5Tenum_create(H5T_NATIVE_UINT8), H5Tclose, "making the type of fit ends");
    std::uint8_t end = 0;
    for (const char* const name : kFitEndNames) {
        checked(H5Tenum_insert(type.id(), name, &end), "making the type of fit ends");
        ++end;
    }
    return type;
}

Handle model_row_type() {
    const std::string doing = "making the type of models";
    Handle type(H5Tcreate(H5T_COMPOUND, sizeof(ModelRow)), H5Tclose, doing);
    const auto insert = [&](const char* name, std::size_t offset, hid_t member) {
        checked(H5Tinsert(type.id(), name, offset, member), doing);
    };
    insert("k", offsetof(ModelRow, k), H5T_NATIVE_INT32);
    insert("seed", offsetof(ModelRow, seed), H5T_NATIVE_UINT64);
    insert("inertia", offsetof(ModelRow, inertia), H5T_NATIVE_DOUBLE);
    insert("calinski_harabasz", offsetof(ModelRow, calinski_harabasz), H5T_NATIVE_DOUBLE);
    insert("bic", offsetof(ModelRow, bic), H5T_NATIVE_DOUBLE);
    insert("davies_bouldin", offsetof(ModelRow, davies_bouldin), H5T_NATIVE_DOUBLE);
    insert("silhouette", offsetof(ModelRow, silhouette), H5T_NATIVE_DOUBLE);
    insert(kSimplified, offsetof(ModelRow, simplified_silhouette), H5T_NATIVE_DOUBLE);
    insert(kEuclidean, offsetof(ModelRow, euclidean_silhouette), H5T_NATIVE_DOUBLE);
    insert("iterations", offsetof(ModelRow, iterations), H5T_NATIVE_INT64);
    insert("relocations", offsetof(ModelRow, relocations), H5T_NATIVE_INT64);
    insert("empty_clusters", offsetof(ModelRow, empty_clusters), H5T_NATIVE_INT32);
    insert("end", offsetof(ModelRow, end), fit_end_type().id());
    return type;
}

// The same columns without the gaps between them.
Handle packed(const Handle& type) {
    Handle copy(H5Tcopy(type.id()), H5Tclose, "packing the type of models");
    checked(H5Tpack(copy.id()), "packing the type of models");
    return copy;
}

// A stored table must have every column, or its members would be read as zeros.
void require_columns(const StoredDataset& table, const Handle& wanted) {
    const int count = H5Tget_nmembers(wanted.id());
    for (unsigned i = 0; i < static_cast<unsigned>(count); ++i) {
        char* text = H5Tget_member_name(wanted.id(), i);
        const std::string name = text;
        H5free_memory(text);
        const int found = H5Tget_member_index(table.file_type(), name.c_str());
        if (found < 0 && (name == kSimplified || name == kEuclidean)) {
            continue;
        }
        if (found < 0 || H5Tget_member_class(table.file_type(), static_cast<unsigned>(found)) !=
                             H5Tget_member_class(wanted.id(), i)) {
            throw StoreError("'" + table.path() + "' has no column '" + name + "' of the expected type");
        }
    }
}

ModelRow row_of(const Model& model) {
    ModelRow row{};
    row.k = model.k;
    row.seed = model.seed;
    row.inertia = model.inertia;
    row.calinski_harabasz = model.calinski_harabasz;
    row.bic = model.bic;
    row.davies_bouldin = model.davies_bouldin;
    row.silhouette = model.silhouette;
    row.simplified_silhouette = model.simplified_silhouette;
    row.euclidean_silhouette = model.euclidean_silhouette;
    row.iterations = model.iterations;
    row.relocations = model.relocations;
    row.empty_clusters = model.empty_clusters;
    row.end = static_cast<std::uint8_t>(model.end);
    return row;
}

Model model_of(const ModelRow& row, const std::string& path) {
    if (row.end >= kFitEndNames.size()) {
        throw StoreError("'" + path + "' names an end of a fit this version does not know");
    }
    Model model;
    model.k = row.k;
    model.seed = row.seed;
    model.inertia = row.inertia;
    model.calinski_harabasz = row.calinski_harabasz;
    model.bic = row.bic;
    model.davies_bouldin = row.davies_bouldin;
    model.silhouette = row.silhouette;
    model.simplified_silhouette = row.simplified_silhouette;
    model.euclidean_silhouette = row.euclidean_silhouette;
    model.iterations = row.iterations;
    model.relocations = row.relocations;
    model.empty_clusters = row.empty_clusters;
    model.end = static_cast<FitEnd>(row.end);
    return model;
}

}  // namespace

void write_models_table(const Group& sweep, const std::vector<Model>& models) {
    const Handle memory = model_row_type();
    const Handle file = packed(memory);
    std::vector<ModelRow> rows;
    rows.reserve(models.size());
    for (const Model& model : models) {
        rows.push_back(row_of(model));
    }
    write_dataset(sweep,
                  {"models", "inertia: squared feature units; relocations: points; others: 1",
                   "one row a fit, ascending by k, then seed; a metric is NaN where undefined or not asked for"},
                  {models.size()}, {rows.data(), memory.id(), file.id()});
}

std::vector<Model> read_models_table(const Group& sweep) {
    const StoredDataset table(sweep, "models", {kAnyLength});
    if (table.type_class() != H5T_COMPOUND) {
        throw StoreError("'" + table.path() + "' is no table");
    }
    const Handle memory = model_row_type();
    require_columns(table, memory);
    std::vector<ModelRow> rows(table.count());
    table.read(memory.id(), rows.data());
    const bool simplified = H5Tget_member_index(table.file_type(), kSimplified) >= 0;
    const bool euclidean = H5Tget_member_index(table.file_type(), kEuclidean) >= 0;
    std::vector<Model> models;
    models.reserve(rows.size());
    for (const ModelRow& row : rows) {
        models.push_back(model_of(row, table.path()));
        if (!simplified) {
            models.back().simplified_silhouette = kUndefined;
        }
        if (!euclidean) {
            models.back().euclidean_silhouette = kUndefined;
        }
    }
    return models;
}

}  // namespace rfmeans::store
