#include "store/hdf5_types.hpp"

namespace rfmeans::store {
namespace {

Handle text_type(std::size_t size) {
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "making a text type");
    checked(H5Tset_size(type.id(), size), "making a text type");
    checked(H5Tset_cset(type.id(), H5T_CSET_UTF8), "making a text type");
    return type;
}

}  // namespace

Handle variable_text_type() {
    return text_type(H5T_VARIABLE);
}

Handle fixed_text_type(std::size_t bytes) {
    Handle type = text_type(bytes);
    checked(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), "making a text type");
    return type;
}

}  // namespace rfmeans::store
