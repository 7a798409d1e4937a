#include "cli/device_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/option_values.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/fallback_backend.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans::cli {
namespace {

/// cuda → 0; cuda:N,… → these numbers.
std::vector<int> cuda_indices(const std::string& device) {
    if (device == "cuda") {
        return {0};
    }
    std::vector<int> indices;
    const char* next = device.data() + std::string_view("cuda:").size();
    const char* const end = device.data() + device.size();
    for (;;) {
        int index = -1;
        const auto [after, error] = std::from_chars(next, end, index);
        const bool twice = std::ranges::find(indices, index) != indices.end();
        if (error != std::errc{} || index < 0 || twice || (after != end && *after != ',')) {
            throw Error(Failure::option,
                        fmt::format("--device '{}' names no CUDA device (expected cuda:0, cuda:1, …, or several, "
                                    "cuda:0,1, none twice). `rfmeans devices` lists what there is",
                                    device));
        }
        indices.push_back(index);
        if (after == end) {
            return indices;
        }
        next = after + 1;
    }
}

std::unique_ptr<Backend> make_cpu_instead(const Console& console, RoundMethod method, const std::string& why) {
    auto backend = make_cpu_backend(method);
    console.note(fmt::format("running on the CPU ({}); {}", backend->description(), why));
    return backend;
}

std::unique_ptr<Backend> make_auto_backend(const Console& console, RoundMethod method, WhenTheGpuFails failure) {
    const CudaDevices cuda = find_cuda_devices();
    if (cuda.descriptions.empty()) {
        return make_cpu_instead(console, method, "no CUDA device: " + cuda.reason);
    }
    std::unique_ptr<Backend> gpu;
    try {
        gpu = make_cuda_backend(0, method);
    } catch (const Error& error) {
        if (error.failure() != Failure::resource) {
            throw;
        }
        return make_cpu_instead(console, method, error.what());
    }
    console.note(fmt::format("running on {} ({})", gpu->name(), gpu->description()));
    if (failure == WhenTheGpuFails::end) {
        return gpu;
    }
    return make_fallback_backend(std::move(gpu), make_cpu_backend(method), [&console](const Error& error) {
        console.warn(fmt::format("the CPU goes on from here, to the same results: {}", error.what()));
    });
}

}  // namespace

std::unique_ptr<Backend> make_backend(const std::string& device, const Console& console, RoundMethod method,
                                      WhenTheGpuFails failure) {
    if (device == "cpu") {
        return make_cpu_backend(method);
    }
    if (device == "auto") {
        return make_auto_backend(console, method, failure);
    }
    if (device == "cuda" || device.starts_with("cuda:")) {
        return make_cuda_backend(cuda_indices(device), method);
    }
    if (device == "reference") {
        if (method != RoundMethod::automatic) {
            throw Error(Failure::option,
                        "--engine cannot go with --device reference (it has no choice of tree and brute "
                        "rounds). Give --device cpu or cuda, or leave --engine out");
        }
        return make_reference_backend();
    }
    throw Error(
        Failure::option,
        fmt::format("--device '{}' is no device (expected auto, cpu, cuda, cuda:N, cuda:N,M or reference). `rfmeans "
                    "devices` lists what there is",
                    device));
}

std::vector<std::unique_ptr<Backend>> make_all_backends(const Console& console, RoundMethod method) {
    std::vector<std::unique_ptr<Backend>> backends;
    backends.push_back(make_cpu_backend(method));
    const CudaDevices cuda = find_cuda_devices();
    for (std::size_t i = 0; i < cuda.descriptions.size(); ++i) {
        backends.push_back(make_cuda_backend(static_cast<int>(i), method));
    }
    if (cuda.descriptions.empty()) {
        console.note("no CUDA device is compared: " + cuda.reason);
    }
    backends.push_back(make_reference_backend());
    return backends;
}

RoundMethod parse_engine(const std::string& word) {
    static const std::map<std::string, RoundMethod> kMethods = {
        {"auto", RoundMethod::automatic}, {"tree", RoundMethod::tree}, {"brute", RoundMethod::brute}};
    return choose(word, kMethods);
}

void check_engine(RoundMethod method, std::size_t dims) {
    if (method == RoundMethod::tree && dims > numerics::kHilbertDims) {
        throw Error(Failure::option, fmt::format("--engine tree cannot go with {} columns (the tree has at most {}). "
                                                 "Leave --engine out",
                                                 dims, static_cast<std::size_t>(numerics::kHilbertDims)));
    }
}

}  // namespace rfmeans::cli
