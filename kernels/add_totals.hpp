// Sums gathered from several devices, added on one.
#pragma once

#include <cstddef>

#include "kernels/device_points.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

/// gathered [devices, count] → all [count].
void add_totals(const Total* gathered, std::size_t devices, std::size_t count, Total* all, const Stream& stream);

}  // namespace rfmeans::cuda
