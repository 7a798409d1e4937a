// The canonical order (rule 5): points by (Hilbert key, row). A radix sort is stable, so sorting rows that ascend by
// their keys does it.
#include <cub/device/device_radix_sort.cuh>

#include "kernels/launch.cuh"
#include "kernels/point_kernels.hpp"
#include "kernels/threads.cuh"

namespace rfmeans::cuda {
namespace {

__global__ void key_kernel(DevicePoints points, HilbertAxes axes, std::uint32_t* keys, std::uint32_t* rows) {
    const int bits = numerics::hilbert_bits(points.dims);
    for (std::int64_t i = first_item(); i < points.points; i += item_stride()) {
        std::uint32_t cell[numerics::kHilbertDims];
        for (int d = 0; d < points.dims; ++d) {
            cell[d] = numerics::hilbert_cell(points.values[d * points.stride + i], axes.axes[d]);
        }
        keys[i] = numerics::hilbert_key(cell, points.dims, bits);
        rows[i] = static_cast<std::uint32_t>(i);
    }
}

__global__ void carry_kernel(DevicePoints from, const std::uint32_t* rows, float* values, std::int64_t* weights) {
    for (std::int64_t i = first_item(); i < from.points; i += item_stride()) {
        const std::uint32_t row = rows[i];
        for (int d = 0; d < from.dims; ++d) {
            values[d * from.stride + i] = from.values[d * from.stride + row];
        }
        if (weights != nullptr) {
            weights[i] = from.weights[row];
        }
    }
}

}  // namespace

void make_keys(const DevicePoints& points, const HilbertAxes& axes, std::uint32_t* keys, std::uint32_t* rows,
               std::int64_t blocks, const Stream& stream) {
    launch(key_kernel, {.blocks = dim3(blocks_for(points.points, blocks)), .action = "making keys"}, stream, points,
           axes, keys, rows);
}

std::size_t sort_workspace(std::int64_t count) {
    std::size_t bytes = 0;
    cub::DoubleBuffer<std::uint32_t> none;
    check(cub::DeviceRadixSort::SortPairs(nullptr, bytes, none, none, count), "planning to sort");
    return bytes;
}

int sort_keys(void* workspace, std::size_t bytes, std::uint32_t* (&keys)[2], std::uint32_t* (&rows)[2],
              std::int64_t count, const Stream& stream) {
    cub::DoubleBuffer<std::uint32_t> key_buffers(keys[0], keys[1]);
    cub::DoubleBuffer<std::uint32_t> row_buffers(rows[0], rows[1]);
    check(cub::DeviceRadixSort::SortPairs(workspace, bytes, key_buffers, row_buffers, count, 0, 32, stream.get()),
          "sorting points");
    return row_buffers.selector;
}

void carry_points(const DevicePoints& from, const std::uint32_t* rows, float* values, std::int64_t* weights,
                  std::int64_t blocks, const Stream& stream) {
    launch(carry_kernel, {.blocks = dim3(blocks_for(from.points, blocks)), .action = "ordering points"}, stream, from,
           rows, values, weights);
}

}  // namespace rfmeans::cuda
