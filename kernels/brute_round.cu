// Brute rounds of fits whose labels are kept: a point touches the sums only when its label changes. Points are read once
// for all fits of a block.
#include "kernels/centroids.cuh"
#include "kernels/launch.cuh"
#include "kernels/round_kernels.hpp"
#include "kernels/threads.cuh"
#include "kernels/warp.cuh"

namespace rfmeans::cuda {
namespace {

/// Up to so many lanes with changes add them one by one; the same-address conflicts of more cost more than a reduction.
constexpr int kFewLanes = 8;
/// A reduction names clusters by bits of a word.
constexpr int kReducedClusters = 32;

/// What a block knows of a fit.
struct Job {
    std::int32_t fit;
    std::int32_t first;
    std::int32_t k;  ///< 0: it has stopped
    std::int32_t fresh;  ///< it has no labels yet: every point counts as new
};

/// Four labels in one word: bytes in a word of 32 bits, or pairs of bytes in one of 64.
template <class Word>
struct Labels {
    static constexpr int kBits = 2 * sizeof(Word);
    static constexpr Word kMask = (Word{1} << kBits) - 1;
    Word word = 0;

    __device__ void set(int p, int label) { word |= static_cast<Word>(label) << (kBits * p); }
    __device__ int get(int p) const { return static_cast<int>((word >> (kBits * p)) & kMask); }
};

/// Four points of a thread, read as a vector a dimension.
template <int kDims>
struct Quad {
    float x[kQuad][kDims];
    int valid;  ///< how many are points; the others are padding

    __device__ Quad(const DevicePoints& points, std::int64_t quad) {
        const std::int64_t first = quad * kQuad;
        valid = static_cast<int>(max(std::int64_t{0}, min(std::int64_t{kQuad}, points.points - first)));
        // Lanes past the end look at the last quad again.
        const std::int64_t place = min(first, points.stride - kQuad);
#pragma unroll
        for (int d = 0; d < kDims; ++d) {
            const float4 four = *reinterpret_cast<const float4*>(points.values + d * points.stride + place);
            x[0][d] = four.x;
            x[1][d] = four.y;
            x[2][d] = four.z;
            x[3][d] = four.w;
        }
    }

    template <class Word>
    __device__ Labels<Word> label(const Centroid<kDims>* centroids, int k) const {
        int label[kQuad] = {};
        float distance[kQuad];
        {
            const Centroid<kDims> centroid = centroids[0];
#pragma unroll
            for (int p = 0; p < kQuad; ++p) {
                distance[p] = distance_to<kDims>(x[p], centroid);
            }
        }
#pragma unroll 4
        for (int j = 1; j < k; ++j) {
            const Centroid<kDims> centroid = centroids[j];
#pragma unroll
            for (int p = 0; p < kQuad; ++p) {
                const float other = distance_to<kDims>(x[p], centroid);
                label[p] = other < distance[p] ? j : label[p];
                distance[p] = other < distance[p] ? other : distance[p];
            }
        }
        Labels<Word> labels;
#pragma unroll
        for (int p = 0; p < kQuad; ++p) {
            labels.set(p, label[p]);
        }
        return labels;
    }
};

/// The labels of a quad before and after.
template <class Word>
struct Change {
    Labels<Word> from;
    Labels<Word> to;
    bool fresh;

    __device__ bool moves(int p) const { return fresh || from.get(p) != to.get(p); }
};

/// Every lane on its own: any weights, any number of clusters.
template <int kDims, class Word>
__device__ void add_each(const Quad<kDims>& quad, const Change<Word>& change, const std::int64_t* weights,
                         Total* deltas) {
#pragma unroll
    for (int p = 0; p < kQuad; ++p) {
        if (p >= quad.valid || !change.moves(p)) {
            continue;
        }
        const std::int64_t weight = weights != nullptr ? weights[p] : 1;
        Total* const to = deltas + change.to.get(p) * (kDims + 1);
        Total* const from = deltas + change.from.get(p) * (kDims + 1);
#pragma unroll
        for (int d = 0; d <= kDims; ++d) {
            const std::int64_t term = d < kDims ? weight * static_cast<std::int64_t>(quad.x[p][d]) : weight;
            atomicAdd(to + d, static_cast<Total>(term));
            if (!change.fresh) {
                atomicAdd(from + d, static_cast<Total>(-term));
            }
        }
    }
}

/// All lanes of a warp together, weight 1: one reduction for each cluster and feature. 128 points of |q| < 2^23 stay
/// below 2^30, so int32 holds a sum.
template <int kDims, class Word>
__device__ void add_reduced(const Quad<kDims>& quad, const Change<Word>& change, Total* deltas) {
    const int lane = lane_index();
    unsigned clusters = 0;
#pragma unroll
    for (int p = 0; p < kQuad; ++p) {
        if (p < quad.valid && change.moves(p)) {
            clusters |= 1U << change.to.get(p) | (change.fresh ? 0U : 1U << change.from.get(p));
        }
    }
    for (unsigned left = or_lanes(clusters); left != 0; left &= left - 1) {
        const int j = __ffs(static_cast<int>(left)) - 1;
        int terms[kDims + 1] = {};
#pragma unroll
        for (int p = 0; p < kQuad; ++p) {
            if (p < quad.valid && change.moves(p)) {
                const int sign = (change.to.get(p) == j ? 1 : 0) - (!change.fresh && change.from.get(p) == j ? 1 : 0);
#pragma unroll
                for (int d = 0; d < kDims; ++d) {
                    terms[d] += sign * static_cast<int>(quad.x[p][d]);
                }
                terms[kDims] += sign;
            }
        }
        int own = 0;
#pragma unroll
        for (int d = 0; d <= kDims; ++d) {
            const int sum = add_lanes(terms[d]);
            own = lane == d ? sum : own;
        }
        if (lane <= kDims) {
            atomicAdd(deltas + j * (kDims + 1) + lane, static_cast<Total>(static_cast<std::int64_t>(own)));
        }
    }
}

/// One fit's labels of a quad: scored, stored where they differ, the change added to `deltas`. Whole warps.
template <int kDims, class Word>
__device__ void label_quad(const DevicePoints& points, std::int64_t index, const Quad<kDims>& quad, const Job& job,
                           const Centroid<kDims>* centroids, Word* labels, Total* deltas) {
    Change<Word> change{.from = {}, .to = {}, .fresh = job.fresh != 0};
    Word* const kept = labels + job.fit * (points.stride / kQuad) + index;
    if (quad.valid > 0 && !change.fresh) {
        change.from.word = *kept;
    }
    change.to = quad.template label<Word>(centroids, job.k);
    const bool changed = quad.valid > 0 && (change.fresh || change.from.word != change.to.word);
    const unsigned lanes = __ballot_sync(kWholeWarp, changed);
    if (lanes == 0) {
        return;
    }
    if (changed) {
        *kept = change.to.word;
    }
    if (points.weights == nullptr && __popc(lanes) > kFewLanes && job.k <= kReducedClusters) {
        add_reduced(quad, change, deltas);
    } else if (changed) {
        add_each(quad, change, points.weights != nullptr ? points.weights + index * kQuad : nullptr, deltas);
    }
    __syncwarp();
}

/// Shared memory of a fit: what its sums change by, its centroids, itself.
template <int kDims>
struct SharedFits {
    Total* deltas;
    Centroid<kDims>* centroids;
    Job* jobs;

    __device__ SharedFits(Total* shared, int fits, int largest_k) {
        deltas = shared;
        // In whole vectors.
        const int sums = (fits * largest_k * (kDims + 1) + 1) / 2 * 2;
        centroids = reinterpret_cast<Centroid<kDims>*>(shared + sums);
        jobs = reinterpret_cast<Job*>(centroids + fits * largest_k);
    }
};

template <int kDims>
constexpr std::int64_t kClusterBytes = (kDims + 1) * sizeof(Total) + sizeof(Centroid<kDims>);

/// Blocks of a multiprocessor: more points in registers, fewer blocks.
template <int kDims>
inline constexpr int kBlocks = kDims <= 4 ? 4 : 2;

/// Block (x, y): the x-th share of the points, fits y·fits_at_once … and, where the grid has fewer rows, further ones.
template <int kDims, class Word>
__global__ void __launch_bounds__(kThreads, kBlocks<kDims>)
    brute_kernel(DevicePoints points, FitTable table, Word* labels, int fits_at_once) {
    extern __shared__ Total shared[];
    const SharedFits<kDims> own(shared, fits_at_once, table.largest_k);
    const int active = table.active[0];
    for (int first = static_cast<int>(blockIdx.y) * fits_at_once; first < active;
         first += static_cast<int>(gridDim.y) * fits_at_once) {
        const int jobs = min(fits_at_once, active - first);
        for (int j = static_cast<int>(threadIdx.x); j < jobs; j += kThreads) {
            const int fit = table.active[1 + first + j];
            const FitShape shape = table.shapes[fit];
            const FitStatus status = table.status[fit];
            own.jobs[j] = {fit, shape.first, status.state == FitState::running ? shape.k : 0, status.round == 0};
        }
        __syncthreads();
        bool some = false;
        for (int j = 0; j < jobs; ++j) {
            const Job job = own.jobs[j];
            some = some || job.k > 0;
            copy_centroids<kDims>(table.centroids + job.first * kDims, own.centroids + j * table.largest_k, job.k);
            for (int s = static_cast<int>(threadIdx.x); s < job.k * (kDims + 1); s += kThreads) {
                own.deltas[j * table.largest_k * (kDims + 1) + s] = 0;
            }
        }
        __syncthreads();
        // Whole warps go on together, the lanes past the end without points.
        const std::int64_t lane = lane_index();
        for (std::int64_t quad = first_item() - lane; some && quad * kQuad < points.points; quad += item_stride()) {
            const Quad<kDims> four(points, quad + lane);
            for (int j = 0; j < jobs; ++j) {
                const Job job = own.jobs[j];
                if (job.k > 0) {
                    label_quad<kDims, Word>(points, quad + lane, four, job, own.centroids + j * table.largest_k, labels,
                                            own.deltas + j * table.largest_k * (kDims + 1));
                }
            }
        }
        __syncthreads();
        for (int j = 0; j < jobs; ++j) {
            const Job job = own.jobs[j];
            for (int s = static_cast<int>(threadIdx.x); s < job.k * (kDims + 1); s += kThreads) {
                const Total delta = own.deltas[j * table.largest_k * (kDims + 1) + s];
                if (delta != 0) {
                    atomicAdd(table.totals + job.first * (kDims + 1) + s, delta);
                }
            }
        }
        __syncthreads();  // the next fits overwrite the shared memory
    }
}

template <int kDims>
std::int64_t shared_bytes(std::int64_t fits, std::int64_t largest_k) {
    return fits * (largest_k * kClusterBytes<kDims> + static_cast<std::int64_t>(sizeof(Job))) + kSharedWord;
}

template <int kDims>
void launch_brute(const DevicePoints& points, const FitTable& table, const KeptLabels& labels, std::int64_t blocks,
                  const Stream& stream) {
    std::int64_t fits_at_once = table.fits;
    while (shared_bytes<kDims>(fits_at_once, table.largest_k) > kSharedBytes) {
        fits_at_once = (fits_at_once + 1) / 2;
    }
    const std::int64_t rows = std::min((table.fits + fits_at_once - 1) / fits_at_once, kMostRows);
    // Every block copies the centroids in and adds its changes at the end: no more blocks than run at once.
    const std::int64_t most_blocks = std::max<std::int64_t>(1, blocks * kBlocks<kDims> / rows);
    const LaunchShape shape{.blocks = dim3(blocks_for(points.stride / kQuad, most_blocks), static_cast<unsigned>(rows)),
                            .shared_bytes = shared_bytes<kDims>(fits_at_once, table.largest_k),
                            .action = "assigning points"};
    if (labels.wide) {
        launch(brute_kernel<kDims, std::uint64_t>, shape, stream, points, table,
               static_cast<std::uint64_t*>(labels.labels), static_cast<int>(fits_at_once));
    } else {
        launch(brute_kernel<kDims, std::uint32_t>, shape, stream, points, table,
               static_cast<std::uint32_t*>(labels.labels), static_cast<int>(fits_at_once));
    }
}

using Launch = void (*)(const DevicePoints&, const FitTable&, const KeptLabels&, std::int64_t, const Stream&);
constexpr Launch kLaunches[] = {launch_brute<1>, launch_brute<2>, launch_brute<3>, launch_brute<4>,
                                launch_brute<5>, launch_brute<6>, launch_brute<7>, launch_brute<8>};

using Bytes = std::int64_t (*)(std::int64_t, std::int64_t);
constexpr Bytes kBytes[] = {shared_bytes<1>, shared_bytes<2>, shared_bytes<3>, shared_bytes<4>,
                            shared_bytes<5>, shared_bytes<6>, shared_bytes<7>, shared_bytes<8>};

}  // namespace

bool brute_round_fits(int dims, std::int64_t k) {
    return dims >= 1 && dims <= kColumnDims && k <= kMostKeptClusters && kBytes[dims - 1](1, k) <= kSharedBytes;
}

void brute_round(const DevicePoints& points, const FitTable& table, const KeptLabels& labels,
                 std::int64_t multiprocessors, const Stream& stream) {
    kLaunches[points.dims - 1](points, table, labels, multiprocessors, stream);
}

}  // namespace rfmeans::cuda
