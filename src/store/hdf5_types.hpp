#pragma once

#include <cstdint>

#include "store/hdf5_handle.hpp"

namespace rfmeans::store {

/// The HDF5 type of a C++ number in memory.
template <class T>
hid_t memory_type();
template <>
inline hid_t memory_type<std::uint8_t>() {
    return H5T_NATIVE_UINT8;
}
template <>
inline hid_t memory_type<std::uint16_t>() {
    return H5T_NATIVE_UINT16;
}
template <>
inline hid_t memory_type<std::int32_t>() {
    return H5T_NATIVE_INT32;
}
template <>
inline hid_t memory_type<std::int64_t>() {
    return H5T_NATIVE_INT64;
}
template <>
inline hid_t memory_type<std::uint64_t>() {
    return H5T_NATIVE_UINT64;
}
template <>
inline hid_t memory_type<float>() {
    return H5T_NATIVE_FLOAT;
}
template <>
inline hid_t memory_type<double>() {
    return H5T_NATIVE_DOUBLE;
}

/// UTF-8 text of any length.
[[nodiscard]] Handle variable_text_type();

/// UTF-8 text of `bytes` bytes, padded with NUL.
[[nodiscard]] Handle fixed_text_type(std::size_t bytes);

}  // namespace rfmeans::store
