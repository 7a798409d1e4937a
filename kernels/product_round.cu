// Rounds that score by a matrix product: the lowest score is the label where the others are too far above it for any
// rounding (numerics/product_filter.hpp), else the referee decides among those that are not.
#include <algorithm>
#include <cmath>

#include "kernels/label_changes.cuh"
#include "kernels/launch.cuh"
#include "kernels/product_kernels.hpp"
#include "rfmeans/numerics/referee.hpp"

namespace rfmeans::cuda {
namespace {

using Word = std::uint64_t;

constexpr int kBlockPoints = kThreads * kQuad;

/// One fit as the threads of a block see it.
struct Scorer {
    const float* squares;  ///< [k] |c|²
    const float* scores;   ///< [k, pitch] −2·x·c of the tile's points
    std::int64_t pitch;
    int k;
};

/// The lowest score of a point, its centroid, and the next one's.
struct LowestTwo {
    float first = HUGE_VALF;
    float second = HUGE_VALF;
    unsigned label = 0;

    __device__ void add(float score, unsigned j) {
        label = score < first ? j : label;
        second = fminf(second, fmaxf(first, score));
        first = fminf(first, score);
    }
};

/// A point of the block that its scores leave open.
struct OpenPoint {
    int place;        ///< in the block
    float threshold;  ///< centroids with a higher score cannot win
};

/// By the referee among the centroids that can win; the lowest index on a tie.
__device__ unsigned settle(const Scorer& scorer, std::int64_t row, float threshold, const float* point,
                           std::int64_t stride, const float* centroids, int dims) {
    unsigned label = 0;
    float nearest = 0;
    bool any = false;
    for (int j = 0; j < scorer.k; ++j) {
        const float score = scorer.squares[j] + scorer.scores[j * scorer.pitch + row];
        if (score > threshold) {
            continue;
        }
        const float* const centroid = centroids + static_cast<std::int64_t>(j) * dims;
        float distance = 0;
        for (int d = 0; d < dims; ++d) {
            distance = numerics::add_square(distance, point[d * stride], centroid[d]);
        }
        if (!any || distance < nearest) {
            label = static_cast<unsigned>(j);
            nearest = distance;
            any = true;
        }
    }
    return label;
}

/// Block (x, y): a part of the tile, fits y, y + gridDim.y, … .
template <bool kWeighted>
__global__ void __launch_bounds__(kThreads, 4)
    product_kernel(DevicePoints points, const numerics::Reach* reach, FitTable table, PackedCentroids packed,
                   ScoredTile tile, Word* labels) {
    __shared__ Word shared_labels[kThreads];
    __shared__ OpenPoint shared_open[kBlockPoints];
    __shared__ int shared_count;
    const int dims = points.dims;
    const auto thread = static_cast<int>(threadIdx.x);
    const std::int64_t block_row = static_cast<std::int64_t>(blockIdx.x) * kBlockPoints;
    const std::int64_t row = block_row + thread * kQuad;
    const bool inside = row < tile.rows;  // the same for a whole warp
    for (int a = static_cast<int>(blockIdx.y); a < table.active[0]; a += static_cast<int>(gridDim.y)) {
        const int fit = table.active[1 + a];
        if (table.status[fit].state != FitState::running) {
            continue;
        }
        const FitShape shape = table.shapes[fit];
        const std::int64_t column = packed.columns[fit];
        const Scorer scorer{packed.squares + column, tile.scores + column * tile.pitch, tile.pitch, shape.k};
        if (thread == 0) {
            shared_count = 0;
        }
        __syncthreads();
        if (inside) {
            LowestTwo lowest[kQuad];
            const float* score = scorer.scores + row;
#pragma unroll 4
            for (int j = 0; j < scorer.k; ++j, score += scorer.pitch) {
                const float4 four = *reinterpret_cast<const float4*>(score);
                const float square = scorer.squares[j];
                lowest[0].add(square + four.x, static_cast<unsigned>(j));
                lowest[1].add(square + four.y, static_cast<unsigned>(j));
                lowest[2].add(square + four.z, static_cast<unsigned>(j));
                lowest[3].add(square + four.w, static_cast<unsigned>(j));
            }
            const numerics::Reach centroids = packed.reach[fit];
            unsigned label[kQuad];
#pragma unroll
            for (int p = 0; p < kQuad; ++p) {
                label[p] = lowest[p].label;
                const std::int64_t place = tile.first + row + p;
                const float threshold =
                    lowest[p].first + numerics::score_margin(reach[place], centroids, lowest[p].first, dims);
                // The padding keeps label 0.
                if (place < points.points && !(lowest[p].second > threshold)) {
                    shared_open[atomicAdd(&shared_count, 1)] = {thread * kQuad + p, threshold};
                }
            }
            shared_labels[thread] = pack(label, Word{}).word;
        }
        __syncthreads();
        auto* const each_label = reinterpret_cast<std::uint16_t*>(shared_labels);
        const float* const centroids = table.centroids + static_cast<std::int64_t>(shape.first) * dims;
        for (int i = thread; i < shared_count; i += kThreads) {
            const OpenPoint open = shared_open[i];
            const std::int64_t open_row = block_row + open.place;
            each_label[open.place] = static_cast<std::uint16_t>(settle(scorer, open_row, open.threshold,
                                                                       points.values + tile.first + open_row,
                                                                       points.stride, centroids, dims));
        }
        __syncthreads();
        if (inside) {
            const std::int64_t index = (tile.first + row) / kQuad;
            keep_labels<0, Word, kWeighted>(
                points, index, Quad<0>(points, static_cast<unsigned>(index)), Labels<Word>{shared_labels[thread]},
                labels + fit * (points.stride / kQuad) + index, static_cast<unsigned>(shape.k), dims,
                table.totals + static_cast<std::int64_t>(shape.first) * (dims + 1));
        }
    }
}

}  // namespace

void label_tile(const DevicePoints& points, const numerics::Reach* reach, const FitTable& table,
                const PackedCentroids& packed, const ScoredTile& tile, const KeptLabels& labels, const Stream& stream) {
    const LaunchShape shape{.blocks = dim3(static_cast<unsigned>((tile.rows + kBlockPoints - 1) / kBlockPoints),
                                           static_cast<unsigned>(std::clamp<std::int64_t>(table.fits, 1, kMostRows))),
                            .action = "assigning points"};
    launch(points.weights == nullptr ? product_kernel<false> : product_kernel<true>, shape, stream, points, reach,
           table, packed, tile, static_cast<Word*>(labels.labels));
}

}  // namespace rfmeans::cuda
