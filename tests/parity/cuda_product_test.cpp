// Rounds that score by a matrix product (above 16 dimensions) against the reference.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "parity/parity.hpp"
#include "rfmeans/cluster.hpp"

namespace rfmeans::test {
namespace {

constexpr std::int64_t kEdge = (1 << 23) - 1;

/// A few rounds of each fit, from random starts.
void expect_same_fits(const PointSet& points, const std::vector<std::int32_t>& ks, const std::string& name) {
    const std::int64_t distinct = count_distinct_points(points);
    SweepSpec spec{.ks = {}, .seeds = {3}, .start = StartRule::random, .stop = {.max_iterations = 4}};
    std::ranges::copy_if(ks, std::back_inserter(spec.ks), [&](std::int32_t k) { return k <= distinct; });
    expect_same(run_sweep(*make_cuda_backend(0, RoundMethod::brute), points, spec),
                run_sweep(*make_reference_backend(), points, spec), name);
}

PointSet with_weights(PointSet set) {
    for (std::size_t i = 0; i < set.points(); ++i) {
        set.weights.push_back(static_cast<std::int64_t>(1 + i * 977 % 4'001));
    }
    return set;
}

TEST(CudaProducts, EqualTheReferenceForManySizes) {
    for (const std::size_t dims : {17U, 33U, 64U, 128U, 300U}) {
        for (const std::size_t points : {1U, 31U, 33U, 257U, 1'500U}) {
            // Many clusters of many points in many dimensions take the reference long: in some of them.
            const bool small = points < 1'500 || dims == 33;
            const std::vector<std::int32_t> ks = small ? std::vector<std::int32_t>{1, 2, 7, 33, 64, 255, 256, 1'000}
                                                       : std::vector<std::int32_t>{1, 2, 7, 33, 64};
            const std::string name = std::to_string(points) + " x " + std::to_string(dims);
            const PointSet wide = uniform_points(points, dims, kEdge, 100 * dims + points);
            expect_same_fits(wide, ks, name);
            if (small && dims <= 64) {
                expect_same_fits(with_weights(wide), ks, name + ", weighted");
            }
            expect_same_fits(tight_groups(points, dims, 9, dims + points), {1, 2, 7, 33, 64}, name + ", tight groups");
        }
    }
}

/// What the expanded form is worst at: points one step apart, all far from the origin.
PointSet near_ties(std::size_t points, std::size_t dims, std::uint64_t seed) {
    PointSet set = uniform_points(points, dims, 1, seed);
    for (float& value : set.values.values) {
        value += static_cast<float>(kEdge - 1);
    }
    return set;
}

std::vector<NamedPoints> hostile_sets() {
    std::vector<NamedPoints> sets;
    for (const std::size_t dims : {17U, 48U}) {
        const std::string where = ", " + std::to_string(dims) + " dimensions";
        sets.push_back({"near ties at the edge of the grid" + where, near_ties(300, dims, dims)});
        sets.push_back({"lattice, exact ties" + where, uniform_points(257, dims, 1, 2)});
        sets.push_back({"weighted lattice" + where, with_weights(uniform_points(140, dims, 2, 3))});
        sets.push_back({"tight groups far apart" + where, tight_groups(500, dims, 6, 5)});
        PointSet corners = uniform_points(64, dims, kEdge, 7);
        for (float& value : corners.values.values) {
            value = value < 0 ? static_cast<float>(-kEdge) : static_cast<float>(kEdge);
        }
        sets.push_back({"corners of the grid" + where, corners});
        PointSet duplicates = uniform_points(130, dims, kEdge, 8);
        for (std::size_t i = 5; i < 130; ++i) {
            std::ranges::copy(duplicates.values.row(i % 5), duplicates.values.row(i).begin());
        }
        sets.push_back({"five distinct points" + where, duplicates});
    }
    return sets;
}

TEST(CudaProducts, EqualTheReferenceOnHostilePoints) {
    const auto backend = make_cuda_backend(0, RoundMethod::brute);
    for (const NamedPoints& set : hostile_sets()) {
        expect_same_sweeps(*backend, set);
        expect_same_fits_with_empty_clusters(*backend, set);
    }
}

/// Centroids beyond every bound: the referee overflows, and all of them stay.
TEST(CudaProducts, EqualTheReferenceWithCentroidsTooLargeForABound) {
    const PointSet points = uniform_points(200, 20, 1'000, 9);
    for (const float large : {1e11F, 3e13F, 1e20F, 3e38F}) {
        Matrix<float> start(5, 20);
        for (std::size_t j = 0; j < 5; ++j) {
            std::ranges::copy(points.values.row(j), start.row(j).begin());
        }
        std::ranges::fill(start.row(1), large);
        std::ranges::fill(start.row(4), -large);
        const SweepSpec spec{.ks = {5},
                             .seeds = {0},
                             .start = StartRule::file,
                             .start_centroids = start,
                             .stop = {.max_iterations = 10}};
        expect_same(run_sweep(*make_cuda_backend(0, RoundMethod::brute), points, spec),
                    run_sweep(*make_reference_backend(), points, spec), "centroids at " + std::to_string(large));
    }
}

/// 2,500 clusters make tiles of 3,328 points; fits end one after the other, so that products become narrower.
TEST(CudaProducts, EqualTheReferenceOverSeveralTilesAndWithFewerAndFewerFits) {
    const PointSet points = tight_groups(4'000, 17, 12, 4);
    SweepSpec spec{.ks = {2, 3, 4, 5, 6, 8, 12, 16, 24, 33}, .seeds = {}, .start = StartRule::random};
    for (std::uint64_t seed = 0; seed < 22; ++seed) {
        spec.seeds.push_back(seed);
    }
    expect_same(run_sweep(*make_cuda_backend(0, RoundMethod::brute), points, spec),
                run_sweep(*make_cpu_backend(), points, spec), "fits that end one after the other");
}

}  // namespace
}  // namespace rfmeans::test
