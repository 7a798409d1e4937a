// Kernels of rounds that score by a matrix product, as functions that issue them on a stream of the current device.
#pragma once

#include <cstdint>

#include "kernels/device_points.hpp"
#include "kernels/fit_table.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/numerics/product_filter.hpp"

namespace rfmeans::cuda {

/// Centroids as a product takes them: those of the table's active fits, one fit after the other.
struct PackedCentroids {
    float* values = nullptr;           ///< [columns, pitch]
    float* squares = nullptr;          ///< [columns] |c|², rounded once
    std::int32_t* columns = nullptr;   ///< [fits] the first column of an active fit
    numerics::Reach* reach = nullptr;  ///< [fits] of all centroids of an active fit
    std::int64_t pitch = 0;
};

/// Scores without |c|² of points [first, first + rows), whole warps of them.
struct ScoredTile {
    const float* scores = nullptr;  ///< [columns, pitch]
    std::int64_t pitch = 0;
    std::int64_t first = 0;
    std::int64_t rows = 0;
};

/// reach [stride]; the padding's is not used.
void bound_points(const DevicePoints& points, numerics::ProductFactors factors, numerics::Reach* reach,
                  std::int64_t blocks, const Stream& stream);

void pack_centroids(const FitTable& table, int dims, numerics::ProductFactors factors, const PackedCentroids& packed,
                    const Stream& stream);

/// As brute_round for a tile, of labels of two bytes.
void label_tile(const DevicePoints& points, const numerics::Reach* reach, const FitTable& table,
                const PackedCentroids& packed, const ScoredTile& tile, const KeptLabels& labels, const Stream& stream);

}  // namespace rfmeans::cuda
