// A filter before the referee (rule 3): which centroids cannot be nearest to any point of a box?
// Pelleg, Moore, "Accelerating exact k-means algorithms with geometric reasoning", KDD 1999; Kanungo et al., IEEE PAMI
// 2002; made safe against rounding here.
#pragma once

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::numerics {

/// Over the box with centre m and half extents r, d²_j(x) − d²_i(x) is linear in x, with the minimum
///     d²_j(m) − d²_i(m) − 2·Σ|c_j − c_i|·r.
/// j can be dropped where that exceeds what rounding can make up. Write u = 2^−24 and a = Σ(|m − c_i| + r)² + Σ(|m −
/// c_j| + r)², which bounds d²_i(x) + d²_j(x) everywhere in the box. The referee's chain errs by at most (D + 2)·u·d² a
/// distance, fused or not 2·(D + 2)·u. The test's own float32 operations err by at most (2·(D + 2) + 2)·u·a for the two
/// distances and their difference, and by (2·D + 4)·u·a for the sum, as 2·|c_j − c_i|·r is at most a. Together less
/// than (6·D + 14)·u·a. With (|m − c| + r)² <= 2·|m − c|² + 2·r² in each dimension, a <= 2·(d²_i(m) + d²_j(m)) +
/// 4·|r|²; the rounding of this bound itself is far below its last factor's slack of 1/8. So j falls where
///     d²_j(m) − d²_i(m) − 2·Σ|c_j − c_i|·r > kappa · (d²_i(m) + d²_j(m) + 2·|r|²),   kappa = 2.25 · (6·D + 14) ·
///     2^−24.
/// Relative to the distances over this box, never to the data's range: tight groups far apart are decided, too.
[[nodiscard]] RFMEANS_HOST_DEVICE constexpr float box_filter_margin(int dims) {
    return 2.25F * static_cast<float>(6 * dims + 14) * 0x1p-24F;
}

}  // namespace rfmeans::numerics
