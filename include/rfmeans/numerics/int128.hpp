#pragma once

#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::numerics {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/// Rounded once, to nearest, ties to even (what the compilers' conversion does).
[[nodiscard]] RFMEANS_HOST_DEVICE inline double to_double(Int128 value) {
    return static_cast<double>(value);
}
[[nodiscard]] RFMEANS_HOST_DEVICE inline double to_double(UInt128 value) {
    return static_cast<double>(value);
}

}  // namespace rfmeans::numerics
