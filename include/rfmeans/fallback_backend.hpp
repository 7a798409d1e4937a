// A GPU for as long as it works, then the CPU.
#pragma once

#include <functional>
#include <memory>

#include "rfmeans/backend.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans {

/// Works on the first backend until one of its calls fails with Error{resource} (lost device, out of memory, …), and on
/// the second from then on: all engines, for good. What the failed call should have done is done there, unfinished fits
/// go on from their start or their last resume, and as all backends give the same bits, so does this one. Every other
/// failure passes through.
/// `notice` is called once, with that error. `name()` is "cuda:0" until then, "cuda:0, then cpu" afterwards, and "cpu"
/// where the first one never held any points.
[[nodiscard]] std::unique_ptr<Backend> make_fallback_backend(std::unique_ptr<Backend> first,
                                                             std::unique_ptr<Backend> second,
                                                             std::function<void(const Error& error)> notice);

}  // namespace rfmeans
