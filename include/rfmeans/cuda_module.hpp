// What librfmeans_cuda.so offers to the program that opens it.
#pragma once

#include <memory>
#include <vector>

#include "rfmeans/backend.hpp"

namespace rfmeans {

/// Changes with every change of this struct or of backend.hpp; program and module must agree.
inline constexpr int kCudaModuleVersion = 6;

struct CudaModule {
    int version;
    CudaDevices (*find_devices)();  ///< never throws
    /// At least one index, none twice. Throws Error{resource}.
    std::unique_ptr<Backend> (*make_backend)(const std::vector<int>& indices, RoundMethod method);
};

/// Name of the module's only symbol: `extern "C" const CudaModule* rfmeans_cuda_module()`.
inline constexpr const char* kCudaModuleSymbol = "rfmeans_cuda_module";

}  // namespace rfmeans
