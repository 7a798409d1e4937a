// Labels and squared distances of all points for one set of centroids.
#include "kernels/kernels.hpp"
#include "kernels/launch.cuh"
#include "kernels/points.cuh"

namespace rfmeans::cuda {
namespace {

template <int kDims>
__device__ void find_labels(const DevicePoints& points, const float* centroids, const LabelTask& task) {
    const int dims = dims_of<kDims>(points);
    for (std::int64_t i = first_item(); i < points.points; i += item_stride()) {
        const Coordinates<kDims> point(points.values + i * dims);
        const auto nearest = numerics::nearest_centroid(point.values, centroids, static_cast<int>(task.k), dims);
        task.labels[i] = nearest.label;
        task.distances[i] = nearest.distance;
    }
}

template <int kDims>
__global__ void label_kernel(DevicePoints points, LabelTask task) {
    extern __shared__ float shared_centroids[];
    const int dims = dims_of<kDims>(points);
    if (centroid_bytes(task.k, dims) > kSharedBytes) {
        find_labels<kDims>(points, task.centroids, task);
        return;
    }
    copy_to_shared(task.centroids, shared_centroids, task.k * dims);
    __syncthreads();
    find_labels<kDims>(points, shared_centroids, task);
}

using LabelKernel = void (*)(DevicePoints, LabelTask);
constexpr LabelKernel kLabelKernels[] = {label_kernel<0>, label_kernel<1>, label_kernel<2>,
                                         label_kernel<3>, label_kernel<4>, label_kernel<5>};

}  // namespace

void label_points(const DevicePoints& points, const LabelTask& task, const BlockPlan& plan, const Stream& stream) {
    const std::int64_t bytes = centroid_bytes(task.k, points.dims);
    launch(kernel_for(kLabelKernels, points.dims),
           {.blocks = dim3(blocks_for(points.points, plan.device_blocks)),
            .shared_bytes = bytes > kSharedBytes ? 0 : bytes,
            .action = "labelling points"},
           stream, points, task);
}

}  // namespace rfmeans::cuda
