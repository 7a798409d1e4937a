// numerics/hilbert.hpp for many points at once. SIMD, chosen at run time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cluster/box.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans::cluster {

/// One axis a dimension of the box; of at most kHilbertDims dimensions.
[[nodiscard]] std::vector<numerics::HilbertAxis> hilbert_axes(const Box& box);

/// The Hilbert keys of rows [keys, axes] of coordinates, steps.
void hilbert_keys(const float* rows, std::span<const numerics::HilbertAxis> axes, std::span<std::uint32_t> keys);

}  // namespace rfmeans::cluster
