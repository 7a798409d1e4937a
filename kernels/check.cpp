#include "kernels/check.hpp"

#include <fmt/format.h>

namespace rfmeans::cuda {
namespace {

std::string format_version(int version) {
    return fmt::format("{}.{}", version / 1000, version % 1000 / 10);
}

std::string_view file_of(const std::source_location& where) {
    const std::string_view path = where.file_name();
    return path.substr(path.find_last_of('/') + 1);
}

}  // namespace

std::string explain_status(cudaError_t status) {
    switch (status) {
        case cudaErrorNoDevice:
            return "there is no NVIDIA GPU";
        case cudaErrorInsufficientDriver: {
            int driver = 0;
            if (cudaDriverGetVersion(&driver) != cudaSuccess || driver == 0) {
                return "there is no NVIDIA driver";
            }
            return fmt::format("the NVIDIA driver knows CUDA {}, this build of rfmeans needs CUDA {}",
                               format_version(driver), format_version(CUDART_VERSION));
        }
        case cudaErrorNoKernelImageForDevice:
        case cudaErrorInvalidDeviceFunction:
        case cudaErrorUnsupportedPtxVersion:
        case cudaErrorInvalidKernelImage:
            return fmt::format("this build of rfmeans has no kernels for this GPU, {}", cudaGetErrorName(status));
        default:
            return fmt::format("{}: {}", cudaGetErrorName(status), cudaGetErrorString(status));
    }
}

void check(cudaError_t status, std::string_view action, const std::source_location& where) {
    if (status == cudaSuccess) {
        return;
    }
    // Else the next launch would report this failure again as its own.
    static_cast<void>(cudaGetLastError());
    const std::string reason = explain_status(status);
    switch (status) {
        case cudaErrorMemoryAllocation:
            throw OutOfDeviceMemory(
                fmt::format("the GPU ran out of memory while {} ({}). Free memory on the GPU, or use --device cpu",
                            action, reason));
        case cudaErrorNoDevice:
        case cudaErrorInsufficientDriver:
            throw Error(
                Failure::resource,
                fmt::format("CUDA cannot be used ({}). Install a current NVIDIA driver, or use --device cpu", reason));
        case cudaErrorNoKernelImageForDevice:
        case cudaErrorInvalidDeviceFunction:
        case cudaErrorUnsupportedPtxVersion:
        case cudaErrorInvalidKernelImage:
            throw Error(Failure::resource, fmt::format("the GPU cannot be used ({}). Build with "
                                                       "-DRFMEANS_CUDA_ALL_GPUS=ON, or use --device cpu",
                                                       reason));
        default:
            throw Error(Failure::resource, fmt::format("the GPU failed while {} ({}; {}:{}). Try again, or use "
                                                       "--device cpu",
                                                       action, reason, file_of(where), where.line()));
    }
}

}  // namespace rfmeans::cuda
