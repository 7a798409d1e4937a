// Rows as the host has them → columns; the points' box.
#include <climits>

#include "kernels/launch.cuh"
#include "kernels/point_kernels.hpp"
#include "kernels/threads.cuh"
#include "kernels/warp.cuh"

namespace rfmeans::cuda {
namespace {

__global__ void turn_kernel(const float* rows, std::int64_t count, int dims, float* columns, std::int64_t stride) {
    for (std::int64_t i = first_item(); i < count * dims; i += item_stride()) {
        columns[i % dims * stride + i / dims] = rows[i];
    }
}

/// Column by column: a thread's share of the values, its warp's, then all.
__global__ void bounds_kernel(DevicePoints points, int* bounds) {
    for (int d = 0; d < points.dims; ++d) {
        int lowest = INT_MAX;
        int highest = -INT_MAX;
        for (std::int64_t i = first_item(); i < points.points; i += item_stride()) {
            const int q = static_cast<int>(points.values[d * points.stride + i]);
            lowest = min(lowest, q);
            highest = max(highest, q);
        }
        lowest = least_of_lanes(lowest);
        highest = greatest_of_lanes(highest);
        if (lane_index() == 0) {
            atomicMin(bounds + 2 * d, lowest);
            atomicMax(bounds + 2 * d + 1, highest);
        }
    }
}

}  // namespace

void turn_rows(const float* rows, std::int64_t count, int dims, float* columns, std::int64_t stride,
               std::int64_t blocks, const Stream& stream) {
    launch(turn_kernel, {.blocks = dim3(blocks_for(count * dims, blocks)), .action = "laying out points"}, stream, rows,
           count, dims, columns, stride);
}

void widen_bounds(const DevicePoints& points, int* bounds, std::int64_t blocks, const Stream& stream) {
    launch(bounds_kernel, {.blocks = dim3(blocks_for(points.points, blocks)), .action = "bounding points"}, stream,
           points, bounds);
}

}  // namespace rfmeans::cuda
