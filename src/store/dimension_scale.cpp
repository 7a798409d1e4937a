#include "store/dimension_scale.hpp"

#include <hdf5_hl.h>

#include <array>

namespace rfmeans::store {

void make_scale(const Handle& dataset, const std::string& name) {
    checked(H5DSset_scale(dataset.id(), name.c_str()), "making the scale '" + name + "'");
}

void name_dimension(const Handle& dataset, unsigned dimension, const std::string& name) {
    checked(H5DSset_label(dataset.id(), dimension, name.c_str()), "naming the dimension '" + name + "'");
}

void attach_scale(const Handle& dataset, unsigned dimension, const Handle& scale) {
    std::array<char, 64> name{};
    checked(H5DSget_scale_name(scale.id(), name.data(), name.size()), "reading the name of a scale");
    name_dimension(dataset, dimension, name.data());
    checked(H5DSattach_scale(dataset.id(), scale.id(), dimension), "attaching a scale");
}

}  // namespace rfmeans::store
