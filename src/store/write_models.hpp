#pragma once

#include <optional>

#include "rfmeans/models.hpp"
#include "rfmeans/points.hpp"
#include "rfmeans/segments.hpp"
#include "store/hdf5_group.hpp"
#include "store/scales.hpp"

namespace rfmeans::store {

/// /features. Leaves the scale of its columns in `scales`.
void write_features(const FeatureMatrix& features, const Group& root, Scales& scales);

/// /sweep; centroids in feature and raw units where the features they belong to are there.
void write_sweep(const Sweep& sweep, const std::optional<FeatureMatrix>& features, const Group& root,
                 const Scales& scales);

/// /segments.
void write_segmentation(const Segmentation& segmentation, const Group& root, const Scales& scales);

}  // namespace rfmeans::store
