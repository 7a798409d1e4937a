// The module's one symbol, and the devices behind it.
#include "rfmeans/cuda_module.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kernels/check.hpp"
#include "kernels/cuda_engine.hpp"
#include "kernels/device.hpp"
#include "kernels/round_kernels.hpp"

namespace rfmeans {
namespace {

std::string describe_device(int index) {
    cudaDeviceProp properties;
    cuda::check(cudaGetDeviceProperties(&properties, index), "asking for its properties");
    constexpr std::size_t kGiB = std::size_t{1} << 30;
    return fmt::format("{}, {} GiB", properties.name, (properties.totalGlobalMem + kGiB / 2) / kGiB);
}

class CudaBackend final : public Backend {
public:
    CudaBackend(const std::vector<int>& indices, RoundMethod method) : indices_(indices), method_(method) {
        std::vector<std::string> descriptions;
        for (const int index : indices) {
            cuda::select_device(index);
            cuda::check_kernels();
            descriptions.push_back(describe_device(index));
        }
        description_ = fmt::format("{}", fmt::join(descriptions, " and "));
    }

    std::string name() const override { return fmt::format("cuda:{}", fmt::join(indices_, ",")); }
    std::string description() const override { return description_; }
    std::unique_ptr<Engine> load(const PointSet& points) override {
        return cuda::make_engine(indices_, method_, points);
    }

private:
    std::vector<int> indices_;
    RoundMethod method_;
    std::string description_;
};

std::unique_ptr<Backend> make_backend(const std::vector<int>& indices, RoundMethod method) {
    return std::make_unique<CudaBackend>(indices, method);
}

/// Why kernels do not run on a device; empty where they do.
std::string explain_unusable(int index) {
    try {
        cuda::select_device(index);
        cuda::check_kernels();
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

/// Every device is described, as indices count all of them; devices are tried up to the first that can be used, which
/// the program takes by default. None: there is a reason instead.
CudaDevices list_devices() {
    int count = 0;
    const cudaError_t status = cudaGetDeviceCount(&count);
    if (status != cudaSuccess || count == 0) {
        static_cast<void>(cudaGetLastError());
        return {{}, cuda::explain_status(status == cudaSuccess ? cudaErrorNoDevice : status)};
    }
    CudaDevices devices;
    std::string reason;
    bool usable = false;
    for (int index = 0; index < count; ++index) {
        devices.descriptions.push_back(describe_device(index));
        if (!usable) {
            const std::string unusable = explain_unusable(index);
            usable = unusable.empty();
            reason = reason.empty() ? unusable : reason;
            devices.descriptions.back() += usable ? "" : ", not usable";
        }
    }
    return usable ? devices : CudaDevices{{}, reason};
}

CudaDevices find_devices() {
    try {
        return list_devices();
    } catch (const std::exception& error) {
        return {{}, error.what()};
    }
}

constexpr CudaModule kModule{kCudaModuleVersion, find_devices, make_backend};

}  // namespace
}  // namespace rfmeans

extern "C" __attribute__((visibility("default"))) const rfmeans::CudaModule* rfmeans_cuda_module() {
    return &rfmeans::kModule;
}
