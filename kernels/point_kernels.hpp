// Kernels that lay out points and build their tree, as functions that issue them on a stream of the current device.
// `blocks`: how many fill the device.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/device_points.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans::cuda {

/// Rows [count, dims] → columns [dims, stride] from the given place on.
void turn_rows(const float* rows, std::int64_t count, int dims, float* columns, std::int64_t stride,
               std::int64_t blocks, const Stream& stream);

/// Widens bounds [dims, 2] (lowest, highest) by the points.
void widen_bounds(const DevicePoints& points, int* bounds, std::int64_t blocks, const Stream& stream);

struct HilbertAxes {
    numerics::HilbertAxis axes[numerics::kHilbertDims];
};

/// Keys [points], and rows [points] ascending from 0.
void make_keys(const DevicePoints& points, const HilbertAxes& axes, std::uint32_t* keys, std::uint32_t* rows,
               std::int64_t blocks, const Stream& stream);

/// Bytes that sorting so many points takes beside their keys and rows.
[[nodiscard]] std::size_t sort_workspace(std::int64_t count);

/// Sorts rows by their keys, from buffer 0; returns which buffer the sorted rows are in.
[[nodiscard]] int sort_keys(void* workspace, std::size_t bytes, std::uint32_t* (&keys)[2], std::uint32_t* (&rows)[2],
                            std::int64_t count, const Stream& stream);

/// Coordinates and weights (null: none) of places from those of rows.
void carry_points(const DevicePoints& from, const std::uint32_t* rows, float* values, std::int64_t* weights,
                  std::int64_t blocks, const Stream& stream);

/// Boxes [2·dims, stride] and totals [features with squares, stride] of leaves.
void build_leaves(const DevicePoints& points, float* boxes, std::int64_t* totals, std::int64_t nodes,
                  std::int64_t stride, std::int64_t blocks, const Stream& stream);

/// The same of the level above `children`.
void build_parents(const DeviceLevel& children, int dims, float* boxes, std::int64_t* totals, std::int64_t nodes,
                   std::int64_t stride, std::int64_t blocks, const Stream& stream);

}  // namespace rfmeans::cuda
