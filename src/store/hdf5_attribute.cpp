#include "store/hdf5_attribute.hpp"

#include "store/hdf5_types.hpp"
#include "store/store_error.hpp"
#include "store/text_check.hpp"

namespace rfmeans::store {
namespace {

void write_scalar(hid_t object, const std::string& name, hid_t type, const void* value) {
    const std::string doing = "writing attribute '" + name + "'";
    const Handle space(H5Screate(H5S_SCALAR), H5Sclose, doing);
    const Handle attribute(H5Acreate2(object, name.c_str(), type, space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                           doing);
    checked(H5Awrite(attribute.id(), type, value), doing);
}

// An open attribute that is one value of the class wanted.
Handle open_scalar(hid_t object, const std::string& name, H5T_class_t wanted) {
    const std::string doing = "reading attribute '" + name + "'";
    Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, doing);
    const Handle space(H5Aget_space(attribute.id()), H5Sclose, doing);
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, doing);
    if (H5Sget_simple_extent_type(space.id()) != H5S_SCALAR || H5Tget_class(type.id()) != wanted) {
        throw StoreError("attribute '" + name + "' has another type than expected");
    }
    return attribute;
}

template <class T>
T read_number(hid_t object, const std::string& name, H5T_class_t wanted) {
    const Handle attribute = open_scalar(object, name, wanted);
    T value{};
    checked(H5Aread(attribute.id(), memory_type<T>(), &value), "reading attribute '" + name + "'");
    return value;
}

}  // namespace

void write_attribute(hid_t object, const std::string& name, const std::string& text) {
    require_storable(text, "attribute '" + name + "'");
    const char* value = text.c_str();
    write_scalar(object, name, variable_text_type().id(), &value);
}

void write_attribute(hid_t object, const std::string& name, std::int64_t value) {
    write_scalar(object, name, memory_type<std::int64_t>(), &value);
}

void write_attribute(hid_t object, const std::string& name, std::uint64_t value) {
    write_scalar(object, name, memory_type<std::uint64_t>(), &value);
}

void write_attribute(hid_t object, const std::string& name, double value) {
    write_scalar(object, name, memory_type<double>(), &value);
}

bool has_attribute(hid_t object, const std::string& name) {
    return checked(H5Aexists(object, name.c_str()), "looking for attribute '" + name + "'") > 0;
}

template <>
std::int64_t read_attribute(hid_t object, const std::string& name) {
    return read_number<std::int64_t>(object, name, H5T_INTEGER);
}

template <>
std::uint64_t read_attribute(hid_t object, const std::string& name) {
    return read_number<std::uint64_t>(object, name, H5T_INTEGER);
}

template <>
double read_attribute(hid_t object, const std::string& name) {
    return read_number<double>(object, name, H5T_FLOAT);
}

template <>
std::string read_attribute(hid_t object, const std::string& name) {
    const Handle attribute = open_scalar(object, name, H5T_STRING);
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, "reading attribute '" + name + "'");
    if (H5Tis_variable_str(type.id()) <= 0) {
        throw StoreError("attribute '" + name + "' is no text of variable length");
    }
    char* text = nullptr;
    checked(H5Aread(attribute.id(), variable_text_type().id(), &text), "reading attribute '" + name + "'");
    const std::string copy = text == nullptr ? "" : text;  // HDF5 reads empty text as a null pointer
    H5free_memory(text);
    return copy;
}

}  // namespace rfmeans::store
