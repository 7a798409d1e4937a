// The starts of many seeds, drawn on the device.
#pragma once

#include <optional>

#include "kernels/split_points.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// Engine::draw_starts; nullopt where points do not lie in canonical order on one device, or where the memory of
/// one seed is not there. Selects the device.
[[nodiscard]] std::optional<StartRows> draw_starts(const PointSet& host_points, const SplitPoints& points,
                                                   const StartWish& wish);

}  // namespace rfmeans::cuda
