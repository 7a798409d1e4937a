// /sweep/models: one compound row a model.
#pragma once

#include <vector>

#include "rfmeans/models.hpp"
#include "store/hdf5_group.hpp"

namespace rfmeans::store {

void write_models_table(const Group& sweep, const std::vector<Model>& models);

/// The models without centroids and weights.
[[nodiscard]] std::vector<Model> read_models_table(const Group& sweep);

}  // namespace rfmeans::store
