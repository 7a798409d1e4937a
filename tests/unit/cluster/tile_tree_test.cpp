#include "cluster/tile_tree.hpp"

#include <gtest/gtest.h>
#include <hwy/targets.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "cluster/canonical_order.hpp"
#include "cluster/hilbert_keys.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::cluster {
namespace {

constexpr std::int64_t kEdgeOfTheGrid = (1 << 23) - 1;

/// By the contract's header, one point at a time.
std::vector<std::uint32_t> contract_keys(const PointSet& points) {
    const int dims = static_cast<int>(points.dims());
    std::vector<std::uint32_t> keys;
    for (std::size_t i = 0; i < points.points(); ++i) {
        std::array<std::uint32_t, numerics::kHilbertDims> cell{};
        for (std::size_t d = 0; d < points.dims(); ++d) {
            float lowest = points.values.row(0)[d];
            float highest = lowest;
            for (std::size_t j = 0; j < points.points(); ++j) {
                lowest = std::min(lowest, points.values.row(j)[d]);
                highest = std::max(highest, points.values.row(j)[d]);
            }
            cell[d] = numerics::hilbert_cell(points.values.row(i)[d], numerics::hilbert_axis(lowest, highest, dims));
        }
        keys.push_back(numerics::hilbert_key(cell.data(), dims, numerics::hilbert_bits(dims)));
    }
    return keys;
}

TEST(HilbertKeys, AreThoseOfTheContractOnEverySimdTarget) {
    for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
        hwy::SetSupportedTargetsForTest(rest & -rest);
        for (std::size_t dims = 1; dims <= 5; ++dims) {
            for (const std::size_t count : {1U, 15U, 16U, 17U, 331U}) {
                for (const std::int64_t half_width : {std::int64_t{2}, std::int64_t{1'000}, kEdgeOfTheGrid}) {
                    const PointSet points = test::uniform_points(count, dims, half_width, count + dims);
                    std::vector<std::uint32_t> keys(count);
                    hilbert_keys(points.values.values.data(), hilbert_axes(bounding_box(points)), keys);
                    ASSERT_EQ(keys, contract_keys(points)) << dims << " dimensions, " << count << " points";
                }
            }
        }
    }
    hwy::SetSupportedTargetsForTest(0);
}

/// The tree's order is that of a stable sort by key, its points are those of the rows, its last leaf is filled up.
void expect_sorted(const PointSet& points, const std::vector<std::uint32_t>& order, const std::string& name) {
    const TileTree tree(points);
    ASSERT_TRUE(std::ranges::equal(tree.order(), order)) << name;
    std::size_t wrong = 0;  // counted, not asserted one by one: an assertion costs more than a coordinate
    for (std::size_t place = 0; place < tree.levels()[0].nodes * kLeafPoints; ++place) {
        const std::size_t row = order[std::min(place, points.points() - 1)];
        for (std::size_t d = 0; d < points.dims(); ++d) {
            wrong += tree.coordinate(place, d) != points.values.row(row)[d] ? 1 : 0;
        }
        if (!points.weights.empty() && place < points.points()) {
            wrong += tree.weights()[place] != points.weights[row] ? 1 : 0;
        }
    }
    ASSERT_EQ(wrong, 0U) << name;
}

TEST(TileTree, HoldsThePointsInCanonicalOrder) {
    std::vector<test::NamedPoints> sets = test::hostile_point_sets();
    for (std::size_t dims = 1; dims <= 5; ++dims) {
        sets.push_back({"uniform", test::uniform_points(70'001, dims, kEdgeOfTheGrid, dims)});
    }
    sets.push_back({"a lattice with whole buckets of equal keys", test::uniform_points(150'000, 3, 1, 7)});
    sets.push_back({"groups with most buckets empty", test::tight_groups(300'000, 2, 3, 8)});
    const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, 8);
    int checked = 0;
    for (const auto& [name, points] : sets) {
        if (points.dims() > 5) {
            continue;
        }
        const std::vector<std::uint32_t> order = canonical_order(points);
        for (const int threads : {1, 2, 8}) {
            tbb::task_arena(threads).execute([&] { expect_sorted(points, order, name); });
            ++checked;
        }
    }
    EXPECT_GT(checked, 50);
}

TEST(TileTree, KnowsBoxesAndTotalsOfEveryNode) {
    PointSet points = test::shop_points(40'000, 5);
    test::IntegerStream stream(9);
    for (const bool weighted : {false, true}) {
        for (std::size_t i = 0; weighted && i < points.points(); ++i) {
            points.weights.push_back(stream.next(1, 1 << 20));
        }
        const TileTree tree(points);
        std::size_t width = kLeafPoints;
        for (const TileLevel& level : tree.levels()) {
            for (std::size_t node = 0; node < level.nodes; ++node) {
                const std::size_t last = std::min((node + 1) * width, points.points());
                for (std::size_t d = 0; d < points.dims(); ++d) {
                    float lowest = INFINITY;
                    float highest = -INFINITY;
                    std::int64_t weight = 0;
                    std::int64_t sum = 0;
                    numerics::UInt128 squares = 0;
                    for (std::size_t place = node * width; place < last; ++place) {
                        const std::int64_t w = points.weight(tree.order()[place]);
                        const float q = points.values.row(tree.order()[place])[d];
                        lowest = std::min(lowest, q);
                        highest = std::max(highest, q);
                        weight += w;
                        sum += w * static_cast<std::int64_t>(q);
                        squares += static_cast<numerics::UInt128>(w) * static_cast<std::uint64_t>(q * double{q});
                    }
                    ASSERT_EQ(level.lowest(node, d), lowest);
                    ASSERT_EQ(level.highest(node, d), highest);
                    ASSERT_EQ(level.totals[node * (1 + points.dims())], weight);
                    ASSERT_EQ(level.totals[node * (1 + points.dims()) + 1 + d], sum);
                    ASSERT_TRUE(level.squares[node * points.dims() + d] == squares);
                }
            }
            width *= kFanOut;
        }
        EXPECT_EQ(tree.levels().back().nodes <= kFanOut, true);
    }
}

}  // namespace
}  // namespace rfmeans::cluster
