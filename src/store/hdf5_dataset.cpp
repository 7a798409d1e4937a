#include "store/hdf5_dataset.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "store/hdf5_attribute.hpp"
#include "store/store_error.hpp"

namespace rfmeans::store {
namespace {

constexpr hsize_t kChunkBytes = 1 << 20;
constexpr unsigned kDeflateLevel = 1;  // README.md: higher levels cost more time than they save bytes

// Deflate cannot shrink by more than 1032 : 1 (zlib, "Maximum compression factor").
constexpr hsize_t kLargestDeflateRatio = 1040;

// Halves the longest dimension until a chunk is small enough.
Shape chunk_shape(Shape shape, hsize_t element_bytes) {
    const auto bytes = [&] {
        hsize_t product = element_bytes;
        for (const hsize_t length : shape) {
            product *= length;
        }
        return product;
    };
    while (bytes() > kChunkBytes) {
        const auto longest = std::max_element(shape.begin(), shape.end());
        if (*longest == 1) {
            break;
        }
        *longest = (*longest + 1) / 2;
    }
    return shape;
}

Handle creation_properties(const Shape& shape, hsize_t element_bytes, const std::string& doing) {
    Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, doing);
    checked(H5Pset_obj_track_times(properties.id(), false), doing);
    const bool empty = std::find(shape.begin(), shape.end(), hsize_t{0}) != shape.end();
    if (!shape.empty() && !empty) {
        const Shape chunk = chunk_shape(shape, element_bytes);
        checked(H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data()), doing);
        checked(H5Pset_shuffle(properties.id()), doing);
        checked(H5Pset_deflate(properties.id(), kDeflateLevel), doing);
    }
    return properties;
}

std::string shape_text(const Shape& shape) {
    std::vector<std::string> lengths;
    for (const hsize_t length : shape) {
        lengths.push_back(length == kAnyLength ? "any" : std::to_string(length));
    }
    return lengths.empty() ? "a single value" : fmt::format("{}", fmt::join(lengths, " x "));
}

bool agrees(const Shape& found, const Shape& expected) {
    return std::equal(found.begin(), found.end(), expected.begin(), expected.end(),
                      [](hsize_t have, hsize_t want) { return want == kAnyLength || have == want; });
}

hsize_t file_bytes(hid_t dataset) {
    const Handle file(H5Iget_file_id(dataset), H5Fclose, "asking for the file");
    hsize_t bytes = 0;
    checked(H5Fget_filesize(file.id(), &bytes), "asking for the size of the file");
    return bytes;
}

}  // namespace

Handle write_dataset(const Group& group, const About& about, const Shape& shape, const TypedValues& values) {
    const std::string doing = "writing '" + group.path_of(about.name) + "'";
    const Handle space(
        shape.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
        H5Sclose, doing);
    const Handle properties = creation_properties(shape, H5Tget_size(values.file_type), doing);
    Handle dataset(H5Dcreate2(group.id(), about.name.c_str(), values.file_type, space.id(), utf8_links().id(),
                              properties.id(), H5P_DEFAULT),
                   H5Dclose, doing);
    if (H5Sget_simple_extent_npoints(space.id()) > 0) {
        checked(H5Dwrite(dataset.id(), values.memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.values), doing);
    }
    write_attribute(dataset.id(), "units", about.units);
    write_attribute(dataset.id(), "description", about.description);
    return dataset;
}

StoredDataset::StoredDataset(const Group& group, const std::string& name, const Shape& expected)
    : path_(group.path_of(name)) {
    const std::string doing = "reading '" + path_ + "'";
    if (!group.has(name)) {
        throw StoreError("'" + path_ + "' is missing");
    }
    dataset_ = Handle(H5Dopen2(group.id(), name.c_str(), H5P_DEFAULT), H5Dclose, doing);
    type_ = Handle(H5Dget_type(dataset_.id()), H5Tclose, doing);
    const Handle space(H5Dget_space(dataset_.id()), H5Sclose, doing);
    if (H5Sget_simple_extent_type(space.id()) == H5S_NULL) {
        throw StoreError("'" + path_ + "' holds no values");
    }
    shape_.resize(static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(space.id()), doing)));
    checked(H5Sget_simple_extent_dims(space.id(), shape_.data(), nullptr), doing);
    if (!agrees(shape_, expected)) {
        throw StoreError(fmt::format("'{}' has the shape {} where {} was expected", path_, shape_text(shape_),
                                     shape_text(expected)));
    }
    const bool empty = std::find(shape_.begin(), shape_.end(), hsize_t{0}) != shape_.end();
    count_ = empty ? 0 : bounded_count(doing);
}

std::size_t StoredDataset::bounded_count(const std::string& doing) const {
    const hsize_t stored = H5Dget_storage_size(dataset_.id());
    const hsize_t room = std::min(stored, file_bytes(dataset_.id())) * kLargestDeflateRatio / element_bytes();
    std::size_t count = 1;
    for (const hsize_t length : shape_) {
        if (count > room / length) {
            throw StoreError(fmt::format("{} failed: it claims {} values, but has only {} bytes", doing,
                                         shape_text(shape_), stored));
        }
        count *= length;
    }
    return count;
}

void StoredDataset::read(hid_t memory_type, void* memory) const {
    if (count_ > 0) {
        checked(H5Dread(dataset_.id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, memory), "reading '" + path_ + "'");
    }
}

void StoredDataset::require_fits(hid_t memory_type) const {
    if (type_class() != H5Tget_class(memory_type) || element_bytes() > H5Tget_size(memory_type)) {
        throw StoreError("'" + path_ + "' holds values of another type than expected");
    }
}

}  // namespace rfmeans::store
