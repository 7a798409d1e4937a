// Brute rounds of fits whose labels are kept: a point touches the sums only when its label changes. Points are read
// once for all fits of a block.
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
constexpr unsigned kReducedClusters = 32;

/// What a block knows of a fit, read as one vector.
template <class Word>
struct alignas(16) Job {
    Word* labels;        ///< [stride / kQuad]
    std::int32_t first;  ///< its first cluster
    std::int32_t k;      ///< 0: it has stopped
};

/// Four labels in one word: bytes in a word of 32 bits, or pairs of bytes in one of 64. All bits set: no label yet.
template <class Word>
struct Labels {
    static constexpr int kBits = 2 * sizeof(Word);
    static constexpr Word kNone = (Word{1} << kBits) - 1;
    Word word;

    __device__ unsigned get(int p) const { return static_cast<unsigned>((word >> (kBits * p)) & kNone); }
};

__device__ inline Labels<std::uint32_t> pack(const unsigned (&labels)[kQuad], std::uint32_t) {
    constexpr unsigned kLowBytes = 0x0040;  // byte 0 of either
    constexpr unsigned kLowHalves = 0x5410;
    return {__byte_perm(__byte_perm(labels[0], labels[1], kLowBytes), __byte_perm(labels[2], labels[3], kLowBytes),
                        kLowHalves)};
}
__device__ inline Labels<std::uint64_t> pack(const unsigned (&labels)[kQuad], std::uint64_t) {
    return {static_cast<std::uint64_t>(labels[0] | labels[1] << 16) |
            static_cast<std::uint64_t>(labels[2] | labels[3] << 16) << 32};
}

/// Four points of a thread, read as a vector a dimension. Padding among them is NaN, and keeps label 0.
template <int kDims>
struct Quad {
    float x[kQuad][kDims];

    __device__ Quad(const DevicePoints& points, unsigned quad) {
        const auto* column = reinterpret_cast<const float4*>(points.values) + quad;
#pragma unroll
        for (int d = 0; d < kDims; ++d, column += points.stride / kQuad) {
            const float4 four = *column;
            x[0][d] = four.x;
            x[1][d] = four.y;
            x[2][d] = four.z;
            x[3][d] = four.w;
        }
    }

    __device__ int coordinate(int p, int d) const { return static_cast<int>(x[p][d]); }

    template <class Word>
    __device__ Labels<Word> label(const Centroid<kDims>* centroid, unsigned k, int) const {
        unsigned label[kQuad] = {};
        float distance[kQuad];
        {
            const Centroid<kDims> first = *centroid;
#pragma unroll
            for (int p = 0; p < kQuad; ++p) {
                distance[p] = distance_to<kDims>(x[p], first);
            }
        }
        ++centroid;
        unsigned j = 1;
        const auto compare = [&](int step) {
            const Centroid<kDims> next = centroid[step];
#pragma unroll
            for (int p = 0; p < kQuad; ++p) {
                const float other = distance_to<kDims>(x[p], next);
                label[p] = other < distance[p] ? j + step : label[p];
                distance[p] = other < distance[p] ? other : distance[p];
            }
        };
        // Unrolled by hand: the compiler would work out addresses anew.
        for (; j + 3 < k; j += 4, centroid += 4) {
            compare(0);
            compare(1);
            compare(2);
            compare(3);
        }
        if (j < k) {
            compare(0);
            if (j + 1 < k) {
                compare(1);
                if (j + 2 < k) {
                    compare(2);
                }
            }
        }
        return pack(label, Word{});
    }
};

/// The same where the number of dimensions is known at run time only: coordinates are read for some centroids at a
/// time.
template <>
struct Quad<0> {
    static constexpr int kTile = 8;
    const float4* first;
    std::int64_t stride;

    __device__ Quad(const DevicePoints& points, unsigned quad)
        : first(reinterpret_cast<const float4*>(points.values) + quad), stride(points.stride / kQuad) {}

    __device__ int coordinate(int p, int d) const {
        return static_cast<int>(reinterpret_cast<const float*>(first + d * stride)[p]);
    }

    template <class Word>
    __device__ Labels<Word> label(const Centroid<0>* centroids, unsigned k, int dims) const {
        unsigned label[kQuad] = {};
        float nearest[kQuad] = {};
        for (unsigned tile = 0; tile < k; tile += kTile) {
            float distances[kTile][kQuad] = {};
            for (int d = 0; d < dims; ++d) {
                const float4 four = first[d * stride];
#pragma unroll
                for (unsigned i = 0; i < kTile; ++i) {
                    // Beyond the last centroid: the last one again, which is not nearer to anything than itself.
                    const float c = centroids[min(tile + i, k - 1) * dims + d].values[0];
                    distances[i][0] = numerics::add_square(distances[i][0], four.x, c);
                    distances[i][1] = numerics::add_square(distances[i][1], four.y, c);
                    distances[i][2] = numerics::add_square(distances[i][2], four.z, c);
                    distances[i][3] = numerics::add_square(distances[i][3], four.w, c);
                }
            }
#pragma unroll
            for (unsigned i = 0; i < kTile; ++i) {
#pragma unroll
                for (int p = 0; p < kQuad; ++p) {
                    const bool takes = (tile == 0 && i == 0) || distances[i][p] < nearest[p];
                    label[p] = takes ? min(tile + i, k - 1) : label[p];
                    nearest[p] = takes ? distances[i][p] : nearest[p];
                }
            }
        }
        return pack(label, Word{});
    }
};

/// The labels of a quad before and after.
template <class Word>
struct Change {
    Labels<Word> from;
    Labels<Word> to;

    __device__ bool moves(int p) const {
        return ((from.word ^ to.word) & (Labels<Word>::kNone << (Labels<Word>::kBits * p))) != 0;
    }
    __device__ bool leaves(int p) const { return from.get(p) != Labels<Word>::kNone; }
};

/// Every lane on its own: any weights, any number of clusters.
template <int kDims, class Word, bool kWeighted>
__device__ void add_each(const Quad<kDims>& quad, const Change<Word>& change, const std::int64_t* weights, int dims,
                         Total* deltas) {
#pragma unroll
    for (int p = 0; p < kQuad; ++p) {
        if (!change.moves(p)) {
            continue;
        }
        std::int64_t weight = 1;
        if constexpr (kWeighted) {
            weight = weights[p];
        }
        const auto add = [&](unsigned cluster, std::int64_t factor) {
            Total* const sums = deltas + cluster * (dims + 1);
#pragma unroll
            for (int d = 0; d < dims; ++d) {
                atomicAdd(sums + d, static_cast<Total>(factor * quad.coordinate(p, d)));
            }
            atomicAdd(sums + dims, static_cast<Total>(factor));
        };
        add(change.to.get(p), weight);
        if (change.leaves(p)) {
            add(change.from.get(p), -weight);
        }
    }
}

/// The bit of a cluster; none for what is no label.
__device__ inline unsigned cluster_bit(unsigned cluster) {
    return cluster < kReducedClusters ? 1U << cluster : 0U;
}

/// All lanes of a warp together, weight 1: one reduction for each cluster and feature. 128 points of |q| < 2^23 stay
/// below 2^30, so int32 holds a sum.
template <int kDims, class Word>
__device__ void add_reduced(const Quad<kDims>& quad, const Change<Word>& change, int dims, Total* deltas) {
    const int lane = lane_index();
    unsigned clusters = 0;
#pragma unroll
    for (int p = 0; p < kQuad; ++p) {
        if (change.moves(p)) {
            clusters |= cluster_bit(change.to.get(p)) | cluster_bit(change.from.get(p));
        }
    }
    for (unsigned left = or_lanes(clusters); left != 0; left &= left - 1) {
        const auto j = static_cast<unsigned>(__ffs(static_cast<int>(left)) - 1);
        int signs[kQuad];
        int weight = 0;
#pragma unroll
        for (int p = 0; p < kQuad; ++p) {
            // 0 for a label that stays.
            signs[p] = (change.to.get(p) == j ? 1 : 0) - (change.from.get(p) == j ? 1 : 0);
            weight += signs[p];
        }
        Total* const sums = deltas + j * (dims + 1);
#pragma unroll
        for (int first = 0; first <= dims; first += kWarp) {  // a lane a feature
            int own = 0;
#pragma unroll
            for (int d = first; d <= min(dims, first + kWarp - 1); ++d) {
                int term = d < dims ? 0 : weight;
#pragma unroll
                for (int p = 0; d < dims && p < kQuad; ++p) {
                    term += signs[p] * quad.coordinate(p, d);
                }
                const int sum = add_lanes(term);
                own = lane == d - first ? sum : own;
            }
            if (first + lane <= dims) {
                atomicAdd(sums + first + lane, static_cast<Total>(static_cast<std::int64_t>(own)));
            }
        }
    }
}

/// One fit's labels of a quad: scored, stored where they differ, the change added to `deltas`. Whole warps.
template <int kDims, class Word, bool kWeighted>
__device__ void label_quad(const DevicePoints& points, unsigned index, const Quad<kDims>& quad, const Job<Word>& job,
                           const Centroid<kDims>* centroids, int dims, Total* deltas) {
    Word* const kept = job.labels + index;
    const Change<Word> change{.from = {*kept},
                              .to = quad.template label<Word>(centroids, static_cast<unsigned>(job.k), dims)};
    const bool changed = change.from.word != change.to.word;
    const unsigned lanes = __ballot_sync(kWholeWarp, changed);
    if (lanes == 0) {
        return;
    }
    if (changed) {
        *kept = change.to.word;
    }
    if (!kWeighted && __popc(lanes) > kFewLanes && static_cast<unsigned>(job.k) <= kReducedClusters) {
        add_reduced(quad, change, dims, deltas);
    } else if (changed) {
        add_each<kDims, Word, kWeighted>(quad, change, points.weights + static_cast<std::int64_t>(index) * kQuad, dims,
                                         deltas);
    }
}

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
                    label_quad<kDims, Word, kWeighted>(points, quad, four, job, centroids, dims,
                                                       own.deltas + j * largest_sums);
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
void launch_brute(const DevicePoints& points, const FitTable& table, const KeptLabels& labels, std::int64_t blocks,
                  const Stream& stream) {
    std::int64_t fits_at_once = table.fits;
    while (shared_bytes<kDims>(fits_at_once, table.largest_k, points.dims) > kSharedBytes) {
        fits_at_once = (fits_at_once + 1) / 2;
    }
    const std::int64_t rows = std::min((table.fits + fits_at_once - 1) / fits_at_once, kMostRows);
    // Every block copies the centroids in and adds its changes at the end: no more blocks than run at once, and some
    // quads for each thread.
    constexpr std::int64_t kQuadsAThread = 3;
    const std::int64_t most_blocks = std::max<std::int64_t>(1, blocks * kBlocks<kDims> / rows);
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
