#include "cluster/canonical_order.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <array>
#include <limits>
#include <numeric>

#include "cluster/box.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans::cluster {
namespace {

using numerics::kHilbertDims;

/// A point on its way through the sort: the key above, the row below.
using KeyedRow = std::uint64_t;

/// Dimensions are known to the compiler, which then unrolls the loops over them and over the bits.
template <int kDims>
void key_rows(const PointSet& points, const Box& box, std::vector<KeyedRow>& keyed) {
    std::array<numerics::HilbertAxis, kDims> axes;
    for (std::size_t d = 0; d < kDims; ++d) {
        axes[d] = numerics::hilbert_axis(box.lowest[d], box.highest[d], kDims);
    }
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, keyed.size(), 8'192), [&](const tbb::blocked_range<std::size_t>& rows) {
            for (std::size_t i = rows.begin(); i < rows.end(); ++i) {
                std::array<std::uint32_t, kDims> cell;
                for (std::size_t d = 0; d < kDims; ++d) {
                    cell[d] = numerics::hilbert_cell(points.values.values[i * kDims + d], axes[d]);
                }
                const std::uint32_t key = numerics::hilbert_key(cell.data(), kDims, numerics::hilbert_bits(kDims));
                keyed[i] = KeyedRow{key} << 32 | i;
            }
        });
}

std::vector<KeyedRow> key_rows(const PointSet& points) {
    static_assert(kHilbertDims == 5);
    constexpr void (*kByDims[])(const PointSet&, const Box&, std::vector<KeyedRow>&) = {
        key_rows<1>, key_rows<2>, key_rows<3>, key_rows<4>, key_rows<5>};
    std::vector<KeyedRow> keyed(points.points());
    kByDims[points.dims() - 1](points, bounding_box(points), keyed);
    return keyed;
}

/// Stable radix sort by the 32 bits of the key, lowest digit first; digits that are equal everywhere cost one count.
void sort_by_key(std::vector<KeyedRow>& keyed) {
    constexpr int kDigitBits = 11;
    constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
    std::vector<KeyedRow> sorted(keyed.size());
    for (int shift = 32; shift < 64; shift += kDigitBits) {
        std::array<std::size_t, kDigits> place{};
        const auto digit = [shift](KeyedRow row) { return static_cast<std::size_t>(row >> shift) & (kDigits - 1); };
        for (const KeyedRow row : keyed) {
            ++place[digit(row)];
        }
        if (!keyed.empty() && place[digit(keyed.front())] == keyed.size()) {
            continue;
        }
        std::exclusive_scan(place.begin(), place.end(), place.begin(), std::size_t{0});
        for (const KeyedRow row : keyed) {
            sorted[place[digit(row)]++] = row;
        }
        keyed.swap(sorted);
    }
}

}  // namespace

std::vector<std::int64_t> canonical_order(const PointSet& points) {
    RFMEANS_EXPECTS(points.points() <= std::numeric_limits<std::uint32_t>::max());
    std::vector<std::int64_t> order(points.points());
    if (points.dims() == 0 || points.dims() > kHilbertDims) {
        std::iota(order.begin(), order.end(), std::int64_t{0});
        return order;
    }
    std::vector<KeyedRow> keyed = key_rows(points);
    sort_by_key(keyed);
    for (std::size_t place = 0; place < order.size(); ++place) {
        order[place] = static_cast<std::int64_t>(keyed[place] & 0xFFFF'FFFFU);
    }
    return order;
}

}  // namespace rfmeans::cluster
