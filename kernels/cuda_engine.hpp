// A point set on one or more CUDA devices.
#pragma once

#include <memory>
#include <span>

#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// Copies the points to the devices. Errors: Error{resource}.
[[nodiscard]] std::unique_ptr<Engine> make_engine(std::span<const int> devices, RoundMethod method,
                                                  const PointSet& points);

}  // namespace rfmeans::cuda
