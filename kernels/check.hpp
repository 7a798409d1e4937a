// Every CUDA call's status goes through here.
#pragma once

#include <cuda_runtime_api.h>

#include <source_location>
#include <string>
#include <string_view>

#include "rfmeans/error.hpp"

namespace rfmeans::cuda {

/// The device has no memory left: callers try smaller batches before they let it pass.
class OutOfDeviceMemory final : public Error {
public:
    explicit OutOfDeviceMemory(const std::string& message) : Error(Failure::resource, message) {}
};

/// Returns where the call succeeded; else throws OutOfDeviceMemory or Error{resource}. `action` completes the sentence
/// "the GPU failed while …".
void check(cudaError_t status, std::string_view action,
           const std::source_location& where = std::source_location::current());

/// Why CUDA cannot be used, in one line without a remedy.
[[nodiscard]] std::string explain_status(cudaError_t status);

}  // namespace rfmeans::cuda
