// Boxes and exact sums of the tree's nodes, a warp a node.
#include "kernels/launch.cuh"
#include "kernels/point_kernels.hpp"
#include "kernels/square.cuh"
#include "kernels/threads.cuh"
#include "kernels/warp.cuh"

namespace rfmeans::cuda {
namespace {

/// Bounds are integers below 2^23, so centre and half extent are exact, and give the bounds back.
__device__ void set_box(float* boxes, std::int64_t stride, int dims, std::int64_t node, int d, int lowest,
                        int highest) {
    boxes[d * stride + node] = 0.5F * static_cast<float>(lowest + highest);
    boxes[(dims + d) * stride + node] = 0.5F * static_cast<float>(highest - lowest);
}

__global__ void leaf_kernel(DevicePoints points, float* boxes, std::int64_t* totals, std::int64_t nodes,
                            std::int64_t stride) {
    const int lane = lane_index();
    for (std::int64_t leaf = first_item() / kWarp; leaf < nodes; leaf += item_stride() / kWarp) {
        const std::int64_t place = leaf * kLeafPoints + 2 * lane;
        // A leaf has at least one point: lanes without their own look at it again, without weight.
        const std::int64_t first = min(place, points.points - 1);
        const std::int64_t second = min(place + 1, points.points - 1);
        const std::int64_t first_weight = place < points.points ? (points.weights ? points.weights[first] : 1) : 0;
        const std::int64_t second_weight =
            place + 1 < points.points ? (points.weights ? points.weights[second] : 1) : 0;
        for (int d = 0; d < points.dims; ++d) {
            const int a = static_cast<int>(points.values[d * points.stride + first]);
            const int b = static_cast<int>(points.values[d * points.stride + second]);
            const int lowest = least_of_lanes(min(a, b));
            const int highest = greatest_of_lanes(max(a, b));
            const std::int64_t total = add_lanes_widely(first_weight * a + second_weight * b);
            const Square first_square(a);
            const Square second_square(b);
            const std::int64_t low =
                add_lanes_widely(first_weight * first_square.low + second_weight * second_square.low);
            const std::int64_t high =
                add_lanes_widely(first_weight * first_square.high + second_weight * second_square.high);
            if (lane == 0) {
                set_box(boxes, stride, points.dims, leaf, d, lowest, highest);
                totals[d * stride + leaf] = total;
                totals[(points.dims + 1 + d) * stride + leaf] = low;
                totals[(2 * points.dims + 1 + d) * stride + leaf] = high;
            }
        }
        const std::int64_t weight = add_lanes_widely(first_weight + second_weight);
        if (lane == 0) {
            totals[points.dims * stride + leaf] = weight;
        }
    }
}

__global__ void parent_kernel(DeviceLevel children, int dims, float* boxes, std::int64_t* totals, std::int64_t nodes,
                              std::int64_t stride) {
    const int lane = lane_index();
    for (std::int64_t node = first_item() / kWarp; node < nodes; node += item_stride() / kWarp) {
        const std::int64_t own = node * kFanOut + lane;
        const std::int64_t child = min(own, children.nodes - 1);
        for (int d = 0; d < dims; ++d) {
            const float centre = children.boxes[d * children.stride + child];
            const float half = children.boxes[(dims + d) * children.stride + child];
            const int lowest = least_of_lanes(static_cast<int>(centre - half));
            const int highest = greatest_of_lanes(static_cast<int>(centre + half));
            if (lane == 0) {
                set_box(boxes, stride, dims, node, d, lowest, highest);
            }
        }
        for (int t = 0; t < count_features(dims, true); ++t) {
            const std::int64_t total =
                add_lanes_widely(own < children.nodes ? children.totals[t * children.stride + own] : std::int64_t{0});
            if (lane == 0) {
                totals[t * stride + node] = total;
            }
        }
    }
}

}  // namespace

void build_leaves(const DevicePoints& points, float* boxes, std::int64_t* totals, std::int64_t nodes,
                  std::int64_t stride, std::int64_t blocks, const Stream& stream) {
    launch(leaf_kernel, {.blocks = dim3(blocks_for(nodes * kWarp, blocks)), .action = "building the tree"}, stream,
           points, boxes, totals, nodes, stride);
}

void build_parents(const DeviceLevel& children, int dims, float* boxes, std::int64_t* totals, std::int64_t nodes,
                   std::int64_t stride, std::int64_t blocks, const Stream& stream) {
    launch(parent_kernel, {.blocks = dim3(blocks_for(nodes * kWarp, blocks)), .action = "building the tree"}, stream,
           children, dims, boxes, totals, nodes, stride);
}

}  // namespace rfmeans::cuda
