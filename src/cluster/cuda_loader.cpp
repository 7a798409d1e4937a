// Opens librfmeans_cuda.so at run time, so that the same program runs where CUDA is absent.
#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rfmeans/cuda_module.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans {
namespace {

constexpr const char* kModuleFile = "librfmeans_cuda.so";

/// RFMEANS_CUDA_MODULE if set; else beside the program, in the lib folder beside its folder, and where the loader
/// looks.
std::vector<std::string> module_places() {
    if (const char* named = std::getenv("RFMEANS_CUDA_MODULE")) {
        return {named};
    }
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    std::vector<std::string> places;
    if (!error) {
        places.push_back((program.parent_path() / kModuleFile).string());
        places.push_back((program.parent_path().parent_path() / "lib" / kModuleFile).string());
    }
    places.emplace_back(kModuleFile);
    return places;
}

struct OpenedModule {
    const CudaModule* module = nullptr;
    std::string reason;  ///< why there is none
};

OpenedModule open_module() {
    std::string reason = "this build has no CUDA module";
    for (const std::string& place : module_places()) {
        // Never closed: the CUDA runtime inside does not survive that.
        void* const handle = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (!handle) {
            const char* const why = dlerror();
            if (place != kModuleFile && std::filesystem::exists(place)) {
                reason = fmt::format("'{}' does not load: {}", place, why ? why : "unknown reason");
            } else if (std::getenv("RFMEANS_CUDA_MODULE")) {
                reason = fmt::format("RFMEANS_CUDA_MODULE names '{}', which is not there", place);
            }
            continue;
        }
        using Entry = const CudaModule* (*)();
        const auto entry = reinterpret_cast<Entry>(dlsym(handle, kCudaModuleSymbol));
        const CudaModule* const module = entry ? entry() : nullptr;
        if (!module || module->version != kCudaModuleVersion) {
            reason = fmt::format("'{}' belongs to another version of rfmeans", place);
            continue;
        }
        return {module, {}};
    }
    return {nullptr, reason};
}

const OpenedModule& opened_module() {
    static const OpenedModule opened = open_module();
    return opened;
}

}  // namespace

CudaDevices find_cuda_devices() {
    const OpenedModule& opened = opened_module();
    return opened.module ? opened.module->find_devices() : CudaDevices{{}, opened.reason};
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
    return opened_module().module->make_backend(indices, method);
}

}  // namespace rfmeans
