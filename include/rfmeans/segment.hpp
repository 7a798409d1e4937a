// Stage 6: chosen model → named segments with profiles.
#pragma once

#include "rfmeans/evaluate.hpp"
#include "rfmeans/models.hpp"
#include "rfmeans/points.hpp"
#include "rfmeans/rfm_table.hpp"
#include "rfmeans/segments.hpp"

namespace rfmeans {

/// Labels, names and profiles for the chosen model. `labels` [customers] are the engine's, of the last window's points.
[[nodiscard]] Segmentation make_segments(const RfmTable& table, const FeatureMatrix& features, const Model& model,
                                         const std::vector<std::int32_t>& labels, const Choice& choice,
                                         const std::vector<double>& cluster_silhouette);

/// Engine labels of new customers → segment numbers of a stored segmentation.
[[nodiscard]] std::vector<std::uint16_t> segment_labels(const Segmentation& segmentation,
                                                        const std::vector<std::int32_t>& labels);

}  // namespace rfmeans
