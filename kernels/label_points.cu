// Labels and squared distances of points for one set of centroids.
#include "kernels/launch.cuh"
#include "kernels/nearest.cuh"
#include "kernels/round_kernels.hpp"
#include "kernels/threads.cuh"

namespace rfmeans::cuda {
namespace {

__device__ void store_label(const LabelTask& task, std::int64_t i, std::int32_t label) {
    switch (task.label_bytes) {
        case 1:
            static_cast<std::uint8_t*>(task.labels)[i] = static_cast<std::uint8_t>(label);
            break;
        case 2:
            static_cast<std::uint16_t*>(task.labels)[i] = static_cast<std::uint16_t>(label);
            break;
        default:
            static_cast<std::int32_t*>(task.labels)[i] = label;
    }
}

template <int kDims>
__device__ void find_labels(const DevicePoints& points, const float* centroids, const LabelTask& task) {
    const int dims = dims_of<kDims>(points);
    for (std::int64_t i = first_item(); i < task.count; i += item_stride()) {
        const Coordinates<kDims> point(points, task.first + i);
        const auto nearest = find_nearest<kDims>(point, centroids, static_cast<int>(task.k), dims);
        store_label(task, i, nearest.label);
        task.distances[i] = nearest.distance;
    }
}

template <int kDims>
__global__ void label_kernel(DevicePoints points, LabelTask task, bool own_centroids) {
    extern __shared__ float shared_centroids[];
    if (own_centroids) {
        copy_to_shared(task.centroids, shared_centroids, task.k * dims_of<kDims>(points));
        __syncthreads();
    }
    find_labels<kDims>(points, own_centroids ? shared_centroids : task.centroids, task);
}

using LabelKernel = void (*)(DevicePoints, LabelTask, bool);
constexpr LabelKernel kLabelKernels[] = {label_kernel<0>, label_kernel<1>, label_kernel<2>,
                                         label_kernel<3>, label_kernel<4>, label_kernel<5>,
                                         label_kernel<6>, label_kernel<7>, label_kernel<8>};

}  // namespace

void label_points(const DevicePoints& points, const LabelTask& task, std::int64_t multiprocessors,
                  const Stream& stream) {
    constexpr std::int64_t kBlocks = 8;  // of a multiprocessor of 2,048 threads
    const std::int64_t bytes = task.k * points.dims * static_cast<std::int64_t>(sizeof(float));
    const bool own_centroids = bytes <= kSharedBytes;
    launch(kernel_for(kLabelKernels, points.dims),
           {.blocks = dim3(blocks_for(task.count, kBlocks * multiprocessors)),
            .shared_bytes = own_centroids ? bytes : 0,
            .action = "labelling points"},
           stream, points, task, own_centroids);
}

}  // namespace rfmeans::cuda
