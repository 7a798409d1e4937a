#include "kernels/blas.hpp"

#include <fmt/format.h>

#include "kernels/dynamic_library.hpp"

namespace rfmeans::cuda {
namespace {

/// What NVIDIA recommends for sm_90 and later; earlier GPUs need less.
constexpr std::size_t kWorkspaceBytes = std::size_t{32} << 20;

/// cublasGemmEx has a second form in C++, so types are not taken from the names.
struct BlasLibrary {
    cublasStatus_t (*create)(cublasHandle_t*) = nullptr;
    cublasStatus_t (*destroy)(cublasHandle_t) = nullptr;
    cublasStatus_t (*set_stream)(cublasHandle_t, cudaStream_t) = nullptr;
    cublasStatus_t (*set_workspace)(cublasHandle_t, void*, std::size_t) = nullptr;
    cublasStatus_t (*gemm)(cublasHandle_t, cublasOperation_t, cublasOperation_t, int, int, int, const void*,
                           const void*, cudaDataType, int, const void*, cudaDataType, int, const void*, void*,
                           cudaDataType, int, cublasComputeType_t, cublasGemmAlgo_t) = nullptr;
    const char* (*status_name)(cublasStatus_t) = nullptr;
    bool complete = false;
};

const BlasLibrary& blas_library() {
    static const BlasLibrary library = [] {
        BlasLibrary opened;
        void* const handle = open_library("RFMEANS_CUBLAS", {"libcublas.so.13", "libcublas.so"});
        opened.complete = handle != nullptr && find_function(handle, "cublasCreate_v2", opened.create) &&
                          find_function(handle, "cublasDestroy_v2", opened.destroy) &&
                          find_function(handle, "cublasSetStream_v2", opened.set_stream) &&
                          find_function(handle, "cublasSetWorkspace_v2", opened.set_workspace) &&
                          find_function(handle, "cublasGemmEx", opened.gemm) &&
                          find_function(handle, "cublasGetStatusName", opened.status_name);
        return opened;
    }();
    return library;
}

}  // namespace

std::unique_ptr<Blas> Blas::start(numerics::ProductFactors factors, const Stream& stream) {
    const BlasLibrary& library = blas_library();
    cublasHandle_t handle = nullptr;
    if (!library.complete || library.create(&handle) != CUBLAS_STATUS_SUCCESS) {
        return nullptr;
    }
    auto blas = std::make_unique<Blas>(handle, factors, DeviceBuffer<unsigned char>());
    try {
        blas->workspace_ = DeviceBuffer<unsigned char>(kWorkspaceBytes, stream);
    } catch (const OutOfDeviceMemory&) {
        return nullptr;
    }
    // In this order: a new stream takes the workspace away.
    const bool ready = library.set_stream(handle, stream.get()) == CUBLAS_STATUS_SUCCESS &&
                       library.set_workspace(handle, blas->workspace_.data(), kWorkspaceBytes) == CUBLAS_STATUS_SUCCESS;
    return ready ? std::move(blas) : nullptr;
}

Blas::~Blas() {
    blas_library().destroy(handle_);
}

/// Column by column, as cuBLAS has matrices: scores [rows, columns] = points [rows, dims] · centroids [dims, columns].
void Blas::multiply(const Product& product) const {
    const BlasLibrary& library = blas_library();
    const float alpha = -2.0F;
    const float beta = 0.0F;
    const cublasStatus_t status = library.gemm(
        handle_, CUBLAS_OP_N, CUBLAS_OP_N, static_cast<int>(product.rows), static_cast<int>(product.columns),
        static_cast<int>(product.dims), &alpha, product.points, CUDA_R_32F, static_cast<int>(product.points_pitch),
        product.centroids, CUDA_R_32F, static_cast<int>(product.centroids_pitch), &beta, product.scores, CUDA_R_32F,
        static_cast<int>(product.scores_pitch),
        factors_ == numerics::ProductFactors::tf32 ? CUBLAS_COMPUTE_32F_FAST_TF32 : CUBLAS_COMPUTE_32F,
        CUBLAS_GEMM_DEFAULT);
    if (status != CUBLAS_STATUS_SUCCESS) {
        throw Error(Failure::resource,
                    fmt::format("the GPU failed while multiplying points and centroids ({}). Try again, or use "
                                "--device cpu",
                                library.status_name(status)));
    }
}

}  // namespace rfmeans::cuda
