// Rule 5: the Hilbert key behind the canonical order.
// J. Skilling, "Programming the Hilbert curve", AIP Conference Proceedings 707, 2004.
#pragma once

#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::numerics {

/// Above it the canonical order is the row order: a key of 32 bits would leave too few bits a dimension.
inline constexpr int kHilbertDims = 5;

/// How one dimension of the data's box [lowest, highest] (integers in steps) is cut into 2^bits cells.
struct HilbertAxis {
    float lowest = 0;
    float cells_per_step = 0;  ///< float32(2^bits / (highest − lowest + 1)), the quotient in double
    std::uint32_t last_cell = 0;
};

/// ⌊32/D⌋ bits a dimension; at most 24 are ever needed, as coordinates have no more.
[[nodiscard]] RFMEANS_HOST_DEVICE constexpr int hilbert_bits(int dims) {
    return dims == 1 ? 24 : 32 / dims;
}

[[nodiscard]] RFMEANS_HOST_DEVICE inline HilbertAxis hilbert_axis(float lowest, float highest, int dims) {
    const int bits = hilbert_bits(dims);
    const double cells = static_cast<double>(std::uint32_t{1} << bits);
    const double steps = static_cast<double>(highest) - static_cast<double>(lowest) + 1.0;
    // In one dimension each step is a cell: the order is that of the values.
    const float per_step = dims == 1 ? 1.0F : static_cast<float>(cells / steps);
    return {lowest, per_step, (std::uint32_t{1} << bits) - 1};
}

/// The cell of a coordinate: min(last, trunc(float32((q − lowest) · cells_per_step))).
[[nodiscard]] RFMEANS_HOST_DEVICE inline std::uint32_t hilbert_cell(float q, const HilbertAxis& axis) {
    const auto cell = static_cast<std::uint32_t>((q - axis.lowest) * axis.cells_per_step);
    return cell < axis.last_cell ? cell : axis.last_cell;
}

/// The key of a cell, `dims` <= 5 coordinates of `bits` bits each; overwrites the coordinates.
/// Bit b of the coordinates after Skilling's transform, dimension 0 first, form the key from the top bit down.
[[nodiscard]] RFMEANS_HOST_DEVICE inline std::uint32_t hilbert_key(std::uint32_t* cell, int dims, int bits) {
    const std::uint32_t top = std::uint32_t{1} << (bits - 1);
    for (std::uint32_t q = top; q > 1; q >>= 1) {  // undo the rotations of the curve, from the coarsest level
        const std::uint32_t lower = q - 1;
        for (int d = 0; d < dims; ++d) {
            // Without a branch: invert the lower bits of dimension 0 where the bit is set, else exchange them.
            const std::uint32_t set = 0U - static_cast<std::uint32_t>((cell[d] & q) != 0);
            const std::uint32_t exchanged = (cell[0] ^ cell[d]) & lower & ~set;
            cell[0] ^= exchanged | (lower & set);
            cell[d] ^= exchanged;
        }
    }
    for (int d = 1; d < dims; ++d) {  // Gray code
        cell[d] ^= cell[d - 1];
    }
    std::uint32_t flips = 0;
    for (std::uint32_t q = top; q > 1; q >>= 1) {
        if ((cell[dims - 1] & q) != 0) {
            flips ^= q - 1;
        }
    }
    std::uint32_t key = 0;
    for (int b = bits - 1; b >= 0; --b) {
        for (int d = 0; d < dims; ++d) {
            key = (key << 1) | (((cell[d] ^ flips) >> b) & 1U);
        }
    }
    return key;
}

}  // namespace rfmeans::numerics
