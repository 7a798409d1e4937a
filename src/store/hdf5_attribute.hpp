// Scalar attributes of an open group or dataset.
#pragma once

#include <cstdint>
#include <string>

#include "store/hdf5_handle.hpp"

namespace rfmeans::store {

/// Text is of variable length, so that h5py reads a str.
void write_attribute(hid_t object, const std::string& name, const std::string& text);
void write_attribute(hid_t object, const std::string& name, std::int64_t value);
void write_attribute(hid_t object, const std::string& name, std::uint64_t value);
void write_attribute(hid_t object, const std::string& name, double value);
inline void write_attribute(hid_t object, const std::string& name, int value) {
    write_attribute(object, name, std::int64_t{value});
}
inline void write_attribute(hid_t object, const std::string& name, const char* text) {
    write_attribute(object, name, std::string(text));
}

[[nodiscard]] bool has_attribute(hid_t object, const std::string& name);

/// Throws StoreError where the attribute is missing, no scalar or of another kind.
/// T: std::string, std::int64_t, std::uint64_t or double.
template <class T>
[[nodiscard]] T read_attribute(hid_t object, const std::string& name);

}  // namespace rfmeans::store
