#include "cluster/canonical_order.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "cluster/hilbert_keys.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cluster {

std::vector<std::uint32_t> canonical_order(const PointSet& points) {
    RFMEANS_EXPECTS(points.points() <= std::numeric_limits<std::uint32_t>::max());
    std::vector<std::uint32_t> order(points.points());
    std::iota(order.begin(), order.end(), 0U);
    if (points.dims() == 0 || points.dims() > numerics::kHilbertDims) {
        return order;
    }
    std::vector<std::uint32_t> keys(points.points());
    hilbert_keys(points.values.values.data(), hilbert_axes(bounding_box(points)), keys);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return keys[row]; });
    return order;
}

}  // namespace rfmeans::cluster
