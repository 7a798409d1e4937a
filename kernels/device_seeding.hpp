// The starts of many seeds, drawn on the device.
#pragma once

#include <cstdint>
#include <optional>

#include "kernels/points_on_device.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// Engine::draw_starts; nullopt where points do not lie in canonical order, or where the memory of one seed is not
/// there. `blocks`: how many fill the device.
[[nodiscard]] std::optional<StartRows> draw_starts(const PointSet& host_points, const PointsOnDevice& points,
                                                   const StartWish& wish, std::int64_t blocks, const Stream& stream);

}  // namespace rfmeans::cuda
