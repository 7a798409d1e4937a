// Brute rounds of fits whose labels are kept: a point touches the sums only when its label changes. Points are read
// once for all fits of a block.
#include "kernels/centroids.cuh"
#include "kernels/label_changes.cuh"
#include "kernels/launch.cuh"
#include "kernels/quad.cuh"
#include "kernels/round_kernels.hpp"
#include "kernels/threads.cuh"

namespace rfmeans::cuda {
namespace {

/// What a block knows of a fit, read as one vector.
template <class Word>
struct alignas(16) Job {
    Word* labels;        ///< [stride / kQuad]
    std::int32_t first;  ///< its first cluster
    std::int32_t k;      ///< 0: it has stopped
};

/// Shared memory of some fits: what their sums change by, their centroids, themselves; each from a whole vector on.
template <int kDims, class Word>
struct SharedFits {
    Centroid<kDims>* centroids;
    Job<Word>* jobs;
    Total* deltas;

    /// `centroid_count`: of Centroid<kDims>, that is of coordinates where the number of dimensions is not known.
    __device__ SharedFits(void* shared, int fits, int centroid_count) {
        jobs = static_cast<Job<Word>*>(shared);
        centroids = reinterpret_cast<Centroid<kDims>*>(jobs + fits);
        deltas = reinterpret_cast<Total*>(centroids + (centroid_count + 3) / 4 * 4);
    }
};

/// Blocks of a multiprocessor: more points in registers, fewer blocks.
template <int kDims>
inline constexpr int kBlocks = kDims > 0 && kDims <= 4 ? 4 : 2;

/// Block (x, y): the x-th share of the points, fits y·fits_at_once … and, where the grid has fewer rows, further ones.
template <int kDims, class Word, bool kWeighted>
__global__ void __launch_bounds__(kThreads, kBlocks<kDims>)
    brute_kernel(DevicePoints points, FitTable table, Word* labels, int fits_at_once) {
    extern __shared__ float4 shared[];
    const int dims = dims_of<kDims>(points);
    const int largest_sums = table.largest_k * (dims + 1);
    const int largest_centroids = table.largest_k * (kDims > 0 ? 1 : dims);
    const SharedFits<kDims, Word> own(shared, fits_at_once, fits_at_once * largest_centroids);
    const auto thread = static_cast<int>(threadIdx.x);
    const auto quads = static_cast<unsigned>(points.stride / kQuad);
    const int active = table.active[0];
    for (int first = static_cast<int>(blockIdx.y) * fits_at_once; first < active;
         first += static_cast<int>(gridDim.y) * fits_at_once) {
        const int jobs = min(fits_at_once, active - first);
        bool running = false;
#pragma unroll 1
        for (int j = thread; j < jobs; j += kThreads) {
            const int fit = table.active[1 + first + j];
            const FitShape shape = table.shapes[fit];
            const bool runs = table.status[fit].state == FitState::running;
            own.jobs[j] = {labels + fit * (points.stride / kQuad), shape.first, runs ? shape.k : 0};
            running = running || runs;
        }
#pragma unroll 1
        for (int s = thread; s < jobs * largest_sums; s += kThreads) {
            own.deltas[s] = 0;
        }
        if (__syncthreads_or(running) == 0) {
            continue;
        }
#pragma unroll 1
        for (int j = 0; j < jobs; ++j) {
            const Job<Word> job = own.jobs[j];
            copy_centroids<kDims>(table.centroids + static_cast<std::int64_t>(job.first) * dims,
                                  own.centroids + j * largest_centroids, job.k * dims);
        }
        __syncthreads();
        // The padding is in whole warps, so no lane is past the end.
        for (auto quad = static_cast<unsigned>(first_item()); quad < quads; quad += gridDim.x * kThreads) {
            const Quad<kDims> four(points, quad);
            const Centroid<kDims>* centroids = own.centroids;
            for (int j = 0; j < jobs; ++j, centroids += largest_centroids) {
                const Job<Word> job = own.jobs[j];
                if (job.k > 0) {
                    const auto k = static_cast<unsigned>(job.k);
                    keep_labels<kDims, Word, kWeighted>(points, quad, four,
                                                        four.template label<Word>(centroids, k, dims),
                                                        job.labels + quad, k, dims, own.deltas + j * largest_sums);
                }
            }
        }
        __syncthreads();
#pragma unroll 1
        for (int j = 0; j < jobs; ++j) {
            const Job<Word> job = own.jobs[j];
#pragma unroll 1
            for (int s = thread; s < job.k * (dims + 1); s += kThreads) {
                const Total delta = own.deltas[j * largest_sums + s];
                if (delta != 0) {
                    atomicAdd(table.totals + static_cast<std::int64_t>(job.first) * (dims + 1) + s, delta);
                }
            }
        }
        __syncthreads();  // the next fits overwrite the shared memory
    }
}

template <int kDims>
std::int64_t shared_bytes(std::int64_t fits, std::int64_t largest_k, int dims) {
    constexpr std::int64_t kCentroid = sizeof(Centroid<kDims>);
    const std::int64_t cluster = (dims + 1) * std::int64_t{sizeof(Total)} + (kDims > 0 ? 1 : dims) * kCentroid;
    return fits * (largest_k * cluster + std::int64_t{sizeof(Job<std::uint64_t>)}) + 4 * kCentroid;
}

template <int kDims>
void launch_brute(const DevicePoints& points, const FitTable& table, const KeptLabels& labels,
                  std::int64_t multiprocessors, const Stream& stream) {
    std::int64_t fits_at_once = table.fits;
    while (shared_bytes<kDims>(fits_at_once, table.largest_k, points.dims) > kSharedBytes) {
        fits_at_once = (fits_at_once + 1) / 2;
    }
    const std::int64_t rows = std::min((table.fits + fits_at_once - 1) / fits_at_once, kMostRows);
    // Every block copies the centroids in and adds its changes at the end: no more blocks than run at once, and some
    // quads for each thread.
    constexpr std::int64_t kQuadsAThread = 3;
    const std::int64_t most_blocks = std::max<std::int64_t>(1, multiprocessors * kBlocks<kDims> / rows);
    const LaunchShape shape{
        .blocks = dim3(blocks_for(points.stride / (kQuad * kQuadsAThread), most_blocks), static_cast<unsigned>(rows)),
        .shared_bytes = shared_bytes<kDims>(fits_at_once, table.largest_k, points.dims),
        .action = "assigning points"};
    const auto start = [&]<class Word, bool kWeighted>() {
        launch(brute_kernel<kDims, Word, kWeighted>, shape, stream, points, table, static_cast<Word*>(labels.labels),
               static_cast<int>(fits_at_once));
    };
    if (points.weights == nullptr) {
        labels.wide ? start.template operator()<std::uint64_t, false>()
                    : start.template operator()<std::uint32_t, false>();
    } else {
        labels.wide ? start.template operator()<std::uint64_t, true>()
                    : start.template operator()<std::uint32_t, true>();
    }
}

using Launch = void (*)(const DevicePoints&, const FitTable&, const KeptLabels&, std::int64_t, const Stream&);
constexpr Launch kLaunches[] = {launch_brute<0>, launch_brute<1>, launch_brute<2>, launch_brute<3>, launch_brute<4>,
                                launch_brute<5>, launch_brute<6>, launch_brute<7>, launch_brute<8>};

using Bytes = std::int64_t (*)(std::int64_t, std::int64_t, int);
constexpr Bytes kBytes[] = {shared_bytes<0>, shared_bytes<1>, shared_bytes<2>, shared_bytes<3>, shared_bytes<4>,
                            shared_bytes<5>, shared_bytes<6>, shared_bytes<7>, shared_bytes<8>};

}  // namespace

bool brute_round_fits(int dims, std::int64_t k) {
    return k <= kMostKeptClusters && kernel_for(kBytes, dims)(1, k, dims) <= kSharedBytes;
}

void brute_round(const DevicePoints& points, const FitTable& table, const KeptLabels& labels,
                 std::int64_t multiprocessors, const Stream& stream) {
    kernel_for(kLaunches, points.dims)(points, table, labels, multiprocessors, stream);
}

}  // namespace rfmeans::cuda
