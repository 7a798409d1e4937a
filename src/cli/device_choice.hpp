// `--device` → a backend. The only place that picks one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cli {

/// What `auto` does when its GPU fails at work. A measurement of one device ends; everything else goes on with the CPU.
enum class WhenTheGpuFails { go_on_with_the_cpu, end };

/// auto, cpu, cuda, cuda:N, cuda:N,M,… or reference. `auto` takes the first CUDA device, else the CPU, and says why in
/// one line; it says so, too, when that device fails later and the CPU goes on (rfmeans/fallback_backend.hpp). The
/// console must outlive the backend. Errors: Error{option} no such word, or a method for the reference; Error{resource}
/// the device is not there.
[[nodiscard]] std::unique_ptr<Backend> make_backend(const std::string& device, const Console& console,
                                                    RoundMethod method = RoundMethod::automatic,
                                                    WhenTheGpuFails failure = WhenTheGpuFails::go_on_with_the_cpu);

/// Every backend there is: cpu, each CUDA device, and the reference last.
[[nodiscard]] std::vector<std::unique_ptr<Backend>> make_all_backends(const Console& console, RoundMethod method);

/// The word of `--engine`: auto, tree or brute.
[[nodiscard]] RoundMethod parse_engine(const std::string& word);

/// Error{option} where points of so many dimensions have no tree.
void check_engine(RoundMethod method, std::size_t dims);

}  // namespace rfmeans::cli
