// A point set on one CUDA device.
#pragma once

#include <memory>

#include "rfmeans/backend.hpp"

namespace rfmeans::cuda {

/// Makes `device` the calling thread's device.
void select_device(int device);

/// Copies the points to the device. Errors: Error{resource}.
[[nodiscard]] std::unique_ptr<Engine> make_engine(int device, RoundMethod method, const PointSet& points);

}  // namespace rfmeans::cuda
