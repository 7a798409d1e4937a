#pragma once

#include "rfmeans/models.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::cli {

/// Centroids [k, dims] in the units of the raw columns.
[[nodiscard]] Matrix<double> raw_centroids(const Model& model, const FeatureMatrix& features);

}  // namespace rfmeans::cli
