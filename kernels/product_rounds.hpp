// Rounds of a group of fits by matrix products, and what all groups of a point set share for them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kernels/blas.hpp"
#include "kernels/device_buffer.hpp"
#include "kernels/product_kernels.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// cuBLAS and the bounds of the points.
struct PointProducts {
    std::unique_ptr<Blas> blas;
    DeviceBuffer<numerics::Reach> reach;  ///< [stride]
};

/// Those of an engine, made when they are wanted first. Without cuBLAS, or without memory for them, there are none.
class Products {
public:
    /// Whether rounds of these starts go by products, which are made then; else they are better brute, or have to be.
    [[nodiscard]] bool serve(const DevicePoints& points, std::span<const Matrix<float>> starts, RoundMethod method,
                             const Stream& stream);

    /// Null where there are none.
    [[nodiscard]] const PointProducts* get() const { return products_ ? &*products_ : nullptr; }

private:
    bool tried_ = false;
    std::optional<PointProducts> products_;
};

class ProductRounds {
public:
    ProductRounds() = default;
    /// For the table's fits. Throws OutOfDeviceMemory.
    ProductRounds(const PointProducts& products, const DevicePoints& points, const FitTable& table,
                  const Stream& stream);

    /// So few that they make no graph too large.
    [[nodiscard]] std::int64_t most_rounds_at_once() const;

    /// One round; can be captured.
    void issue(const DevicePoints& points, const FitTable& table, const KeptLabels& labels, const Stream& stream) const;

    /// Fits have ended, so many clusters are left: whether rounds become much cheaper when they are captured anew.
    [[nodiscard]] bool narrow(const DevicePoints& points, std::int64_t clusters);

private:
    [[nodiscard]] ScoredTile tile_from(std::int64_t first) const;
    void multiply(const DevicePoints& points, const ScoredTile& tile) const;
    void load_blas_kernels(const DevicePoints& points) const;

    const PointProducts* products_ = nullptr;
    std::int64_t stride_ = 0;
    std::int64_t columns_ = 0;    ///< that products have
    std::int64_t tile_rows_ = 0;  ///< most of a tile
    DeviceBuffer<float> centroids_;
    DeviceBuffer<float> squares_;
    DeviceBuffer<std::int32_t> first_columns_;
    DeviceBuffer<numerics::Reach> reach_;
    DeviceBuffer<float> scores_;
    PackedCentroids packed_;
};

}  // namespace rfmeans::cuda
