// Opens librfmeans_cuda.so at run time, so that the same program runs where CUDA is absent.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "rfmeans/cuda_module.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/module_file.hpp"

namespace rfmeans {
namespace {

const OpenedModule& opened_module() {
    static const OpenedModule opened = open_module({.file = "librfmeans_cuda.so",
                                                    .variable = "RFMEANS_CUDA_MODULE",
                                                    .symbol = kCudaModuleSymbol,
                                                    .version = kCudaModuleVersion,
                                                    .absent = "this build has no CUDA module"});
    return opened;
}

const CudaModule* cuda_module() {
    return static_cast<const CudaModule*>(opened_module().module);
}

}  // namespace

CudaDevices find_cuda_devices() {
    const CudaModule* const module = cuda_module();
    return module ? module->find_devices() : CudaDevices{{}, opened_module().reason};
}

std::unique_ptr<Backend> make_cuda_backend(const std::vector<int>& indices, RoundMethod method) {
    RFMEANS_EXPECTS(!indices.empty());
    const CudaDevices devices = find_cuda_devices();
    if (devices.descriptions.empty()) {
        throw Error(Failure::resource,
                    fmt::format("no CUDA device can be used ({}). Use --device cpu", devices.reason));
    }
    for (const int index : indices) {
        if (index < 0 || static_cast<std::size_t>(index) >= devices.descriptions.size()) {
            throw Error(Failure::resource,
                        fmt::format("there is no CUDA device {} (this machine has {}). Use --device cuda:0 to cuda:{}",
                                    index, devices.descriptions.size(), devices.descriptions.size() - 1));
        }
    }
    return cuda_module()->make_backend(indices, method);
}

}  // namespace rfmeans
