// `--device` → a backend. The only place that picks one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cli {

/// auto, cpu, cuda, cuda:N or reference. `auto` takes the first CUDA device, else the CPU, and says why in one line.
/// Errors: Error{option} no such word; Error{resource} the device is not there.
[[nodiscard]] std::unique_ptr<Backend> make_backend(const std::string& device, const Console& console);

/// Every backend there is: cpu, each CUDA device, and the reference last.
[[nodiscard]] std::vector<std::unique_ptr<Backend>> make_all_backends(const Console& console);

}  // namespace rfmeans::cli
