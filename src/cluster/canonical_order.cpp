#include "cluster/canonical_order.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "cluster/box.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans::cluster {
namespace {

using numerics::kHilbertDims;

std::vector<std::uint32_t> hilbert_keys(const PointSet& points) {
    const int dims = static_cast<int>(points.dims());
    const Box box = bounding_box(points);
    std::array<numerics::HilbertAxis, kHilbertDims> axes{};
    for (std::size_t d = 0; d < points.dims(); ++d) {
        axes[d] = numerics::hilbert_axis(box.lowest[d], box.highest[d], dims);
    }
    std::vector<std::uint32_t> keys(points.points());
    for (std::size_t i = 0; i < points.points(); ++i) {
        std::array<std::uint32_t, kHilbertDims> cell{};
        for (std::size_t d = 0; d < points.dims(); ++d) {
            cell[d] = numerics::hilbert_cell(points.values.row(i)[d], axes[d]);
        }
        keys[i] = numerics::hilbert_key(cell.data(), dims, numerics::hilbert_bits(dims));
    }
    return keys;
}

}  // namespace

std::vector<std::int64_t> canonical_order(const PointSet& points) {
    std::vector<std::int64_t> order(points.points());
    std::iota(order.begin(), order.end(), std::int64_t{0});
    if (points.dims() <= kHilbertDims) {
        const std::vector<std::uint32_t> keys = hilbert_keys(points);
        std::stable_sort(order.begin(), order.end(), [&keys](std::int64_t a, std::int64_t b) {
            return keys[static_cast<std::size_t>(a)] < keys[static_cast<std::size_t>(b)];
        });
    }
    return order;
}

}  // namespace rfmeans::cluster
