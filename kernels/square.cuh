// The square of a coordinate in two parts that are summed apart.
#pragma once

#include "kernels/device_points.hpp"

namespace rfmeans::cuda {

/// |q| < 2^23: both parts are below 2^23, too.
struct Square {
    int low;
    int high;

    __device__ explicit Square(int q) {
        const auto square = static_cast<std::uint64_t>(static_cast<std::int64_t>(q) * q);
        low = static_cast<int>(square & ((1U << kSquareBits) - 1U));
        high = static_cast<int>(square >> kSquareBits);
    }
};

}  // namespace rfmeans::cuda
