// cuBLAS, opened at run time, so that the module loads where it is absent.
#pragma once

#include <cublas_v2.h>

#include <cstdint>
#include <memory>

#include "kernels/device_buffer.hpp"
#include "kernels/stream.hpp"
#include "rfmeans/numerics/product_filter.hpp"

namespace rfmeans::cuda {

/// scores = −2 · points · centroids.
struct Product {
    const float* points = nullptr;     ///< [dims, points_pitch], the first `rows` of each dimension
    const float* centroids = nullptr;  ///< [columns, centroids_pitch], the first `dims` of each
    float* scores = nullptr;           ///< [columns, scores_pitch], the first `rows` of each
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t dims = 0;
    std::int64_t points_pitch = 0;
    std::int64_t centroids_pitch = 0;
    std::int64_t scores_pitch = 0;
};

/// A handle of cuBLAS, on one stream, with memory of its own: it allocates nothing later, so products can be captured.
class Blas {
public:
    /// Null where the library is not there or does not start, with or without a reason. `factors`: what products take.
    [[nodiscard]] static std::unique_ptr<Blas> start(numerics::ProductFactors factors, const Stream& stream);

    Blas(cublasHandle_t handle, numerics::ProductFactors factors, DeviceBuffer<unsigned char> workspace)
        : handle_(handle), factors_(factors), workspace_(std::move(workspace)) {}
    Blas(const Blas&) = delete;
    Blas& operator=(const Blas&) = delete;
    ~Blas();

    [[nodiscard]] numerics::ProductFactors factors() const { return factors_; }

    /// Errors: Error{resource}.
    void multiply(const Product& product) const;

private:
    cublasHandle_t handle_;
    numerics::ProductFactors factors_;
    DeviceBuffer<unsigned char> workspace_;
};

}  // namespace rfmeans::cuda
