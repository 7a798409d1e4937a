#include "kernels/product_rounds.hpp"

#include <algorithm>
#include <climits>

#include "kernels/round_up.hpp"

namespace rfmeans::cuda {
namespace {

/// From so many dimensions on. An estimate, not measured: on an H100 a score of 4 bytes, written and read, takes 1.2
/// (second cache) to 2.4 ps (memory), a brute round 2.3 instructions a dimension, which is 1.3 ps for 16 of them.
constexpr int kLeastDims = 17;

/// Terms (x − c)² of a round of all fits below which starting cuBLAS is not worth it: with a few instructions each,
/// 2^33 keep the largest GPU busy for about a millisecond. Not measured.
constexpr std::int64_t kLeastTerms = std::int64_t{1} << 33;

/// Scores of a tile: they should stay in the second cache until they are read.
constexpr std::int64_t kScoreBytes = std::int64_t{32} << 20;

/// Kernels of a graph, about.
constexpr std::int64_t kGraphTiles = 2'048;

/// Enough to fill any device.
constexpr std::int64_t kBlocks = 2'048;

/// Columns of centroids start on whole vectors.
constexpr std::int64_t kVector = 4;

/// Tensor cores are much faster than float32 on the GPUs of data centres only; elsewhere TF32 would just leave more
/// points open. (NVIDIA's data sheets: A100, H100, B200 against RTX 3090, 4090, 5090.)
numerics::ProductFactors choose_factors() {
    int device = 0;
    int major = 0;
    int minor = 0;
    check(cudaGetDevice(&device), "asking for the device");
    check(cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, device), "asking for its kind");
    check(cudaDeviceGetAttribute(&minor, cudaDevAttrComputeCapabilityMinor, device), "asking for its kind");
    const bool data_centre = (major == 8 && minor == 0) || major == 9 || major == 10;
    return data_centre ? numerics::ProductFactors::tf32 : numerics::ProductFactors::float32;
}

}  // namespace

bool Products::serve(const DevicePoints& points, std::span<const Matrix<float>> starts, RoundMethod method,
                     const Stream& stream) {
    std::int64_t clusters = 0;
    for (const Matrix<float>& start : starts) {
        clusters += static_cast<std::int64_t>(start.rows);
    }
    const bool possible = points.dims <= numerics::kMostProductDims && points.points > 0 && points.stride <= INT_MAX;
    const bool worth_it = points.dims >= kLeastDims &&
                          (method == RoundMethod::brute ||
                           static_cast<double>(clusters) * points.dims * static_cast<double>(points.points) >=
                               static_cast<double>(kLeastTerms));
    if (!possible || !worth_it) {
        return false;
    }
    if (!tried_) {
        tried_ = true;
        try {
            PointProducts products{
                .blas = Blas::start(choose_factors(), stream),
                .reach = DeviceBuffer<numerics::Reach>(static_cast<std::size_t>(points.stride), stream)};
            if (products.blas != nullptr) {
                bound_points(points, products.blas->factors(), products.reach.data(), kBlocks, stream);
                products_ = std::move(products);
            }
        } catch (const OutOfDeviceMemory&) {
            products_.reset();
        }
    }
    return get() != nullptr;
}

ProductRounds::ProductRounds(const PointProducts& products, const DevicePoints& points, const FitTable& table,
                             const Stream& stream)
    : products_(&products), stride_(points.stride), columns_(table.clusters) {
    constexpr std::int64_t kScore = sizeof(float);
    tile_rows_ = std::clamp<std::int64_t>(kScoreBytes / (kScore * columns_) / kPaddedPoints * kPaddedPoints,
                                          kPaddedPoints, stride_);
    packed_.pitch = round_up(points.dims, kVector);
    centroids_ = DeviceBuffer<float>(static_cast<std::size_t>(columns_ * packed_.pitch), stream);
    squares_ = DeviceBuffer<float>(static_cast<std::size_t>(columns_), stream);
    first_columns_ = DeviceBuffer<std::int32_t>(static_cast<std::size_t>(table.fits), stream);
    reach_ = DeviceBuffer<numerics::Reach>(static_cast<std::size_t>(table.fits), stream);
    scores_ = DeviceBuffer<float>(static_cast<std::size_t>(columns_ * tile_rows_), stream);
    packed_.values = centroids_.data();
    packed_.squares = squares_.data();
    packed_.columns = first_columns_.data();
    packed_.reach = reach_.data();
    clear(centroids_, stream);
    load_blas_kernels(points);
}

/// Each shape of a product once outside of a capture: cuBLAS loads a kernel when it first needs it.
void ProductRounds::load_blas_kernels(const DevicePoints& points) const {
    multiply(points, tile_from(0));
    multiply(points, tile_from((stride_ - 1) / tile_rows_ * tile_rows_));
}

std::int64_t ProductRounds::most_rounds_at_once() const {
    return std::max<std::int64_t>(1, kGraphTiles / ((stride_ + tile_rows_ - 1) / tile_rows_));
}

ScoredTile ProductRounds::tile_from(std::int64_t first) const {
    return {
        .scores = scores_.data(), .pitch = tile_rows_, .first = first, .rows = std::min(tile_rows_, stride_ - first)};
}

void ProductRounds::multiply(const DevicePoints& points, const ScoredTile& tile) const {
    products_->blas->multiply({.points = points.values + tile.first,
                               .centroids = packed_.values,
                               .scores = scores_.data(),
                               .rows = tile.rows,
                               .columns = columns_,
                               .dims = points.dims,
                               .points_pitch = points.stride,
                               .centroids_pitch = packed_.pitch,
                               .scores_pitch = tile.pitch});
}

void ProductRounds::issue(const DevicePoints& points, const FitTable& table, const KeptLabels& labels,
                          const Stream& stream) const {
    pack_centroids(table, points.dims, products_->blas->factors(), packed_, stream);
    for (std::int64_t first = 0; first < stride_; first += tile_rows_) {
        const ScoredTile tile = tile_from(first);
        multiply(points, tile);
        label_tile(points, products_->reach.data(), table, packed_, tile, labels, stream);
    }
}

bool ProductRounds::narrow(const DevicePoints& points, std::int64_t clusters) {
    if (clusters == 0 || clusters > columns_ / 2) {
        return false;
    }
    columns_ = clusters;
    load_blas_kernels(points);
    return true;
}

}  // namespace rfmeans::cuda
