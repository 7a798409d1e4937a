// Datasets of numbers: whole arrays in and out, described, chunked and compressed.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rfmeans/error.hpp"
#include "store/hdf5_group.hpp"
#include "store/hdf5_types.hpp"

namespace rfmeans::store {

using Shape = std::vector<hsize_t>;

/// A dimension of any length, in the shape a reader expects.
inline constexpr hsize_t kAnyLength = ~hsize_t{0};

/// What stands in the attributes of a dataset.
struct About {
    std::string name;
    std::string units;  ///< "1" for counts, indices and shares; "text" for text
    std::string description;
};

/// Values in memory, their type there, and the type they get in the file.
struct TypedValues {
    const void* values;
    hid_t memory_type;
    hid_t file_type;
};

/// Chunked (about 1 MiB), shuffled and deflated; contiguous where it holds nothing or a single value. The open dataset,
/// for dimension scales.
Handle write_dataset(const Group& group, const About& about, const Shape& shape, const TypedValues& values);

/// Writes [shape] row-major values.
template <class T>
Handle write_values(const Group& group, const About& about, const Shape& shape, std::span<const T> values) {
    hsize_t count = 1;
    for (const hsize_t length : shape) {
        count *= length;
    }
    RFMEANS_EXPECTS(count == values.size());
    return write_dataset(group, about, shape, {values.data(), memory_type<T>(), memory_type<T>()});
}
template <class T>
Handle write_column(const Group& group, const About& about, const std::vector<T>& values) {
    return write_values<T>(group, about, {values.size()}, values);
}

/// An open dataset whose type, shape and storage agree with each other.
class StoredDataset {
public:
    /// Throws StoreError where the dataset is missing, has another shape, or claims more values than its bytes in the
    /// file can hold: so a damaged length is never allocated.
    StoredDataset(const Group& group, const std::string& name, const Shape& expected);

    [[nodiscard]] const Shape& shape() const { return shape_; }
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] std::size_t element_bytes() const { return H5Tget_size(type_.id()); }
    [[nodiscard]] H5T_class_t type_class() const { return H5Tget_class(type_.id()); }
    [[nodiscard]] hid_t file_type() const { return type_.id(); }
    [[nodiscard]] hid_t id() const { return dataset_.id(); }
    [[nodiscard]] const std::string& path() const { return path_; }

    /// Reads all values; `memory` must have room for them.
    void read(hid_t memory_type, void* memory) const;
    /// Throws StoreError where the stored numbers are of another kind, or wider, than those in memory.
    void require_fits(hid_t memory_type) const;

private:
    [[nodiscard]] std::size_t bounded_count(const std::string& doing) const;

    std::string path_;
    Handle dataset_;
    Handle type_;
    Shape shape_;
    std::size_t count_ = 0;
};

/// All values of a dataset of numbers.
template <class T>
[[nodiscard]] std::vector<T> read_values(const Group& group, const std::string& name, const Shape& expected) {
    const StoredDataset dataset(group, name, expected);
    dataset.require_fits(memory_type<T>());
    std::vector<T> values(dataset.count());
    dataset.read(memory_type<T>(), values.data());
    return values;
}

}  // namespace rfmeans::store
