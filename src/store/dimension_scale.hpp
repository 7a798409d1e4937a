#pragma once

#include <string>

#include "store/hdf5_handle.hpp"

namespace rfmeans::store {

/// Makes a one-dimensional dataset the scale of a dimension called `name`.
void make_scale(const Handle& dataset, const std::string& name);

/// Labels a dimension of a dataset.
void name_dimension(const Handle& dataset, unsigned dimension, const std::string& name);
/// Attaches a scale to a dimension, and labels the dimension after it.
void attach_scale(const Handle& dataset, unsigned dimension, const Handle& scale);

}  // namespace rfmeans::store
