#include "cluster/tree_rounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "rfmeans/numerics/referee.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::cluster {
namespace {

/// Centroids on points and between them, with one twice: ties in every leaf it is nearest to.
Matrix<float> centroids_of(const PointSet& points, std::size_t k) {
    Matrix<float> centroids(k, points.dims());
    test::IntegerStream stream(k);
    for (std::size_t j = 0; j < k; ++j) {
        const auto row = static_cast<std::size_t>(stream.next(0, static_cast<std::int64_t>(points.points()) - 1));
        for (std::size_t d = 0; d < points.dims(); ++d) {
            centroids.row(j)[d] = points.values.row(row)[d] + (j % 3 == 1 ? 0.3F : 0.0F);
        }
    }
    if (k > 2) {
        std::ranges::copy(centroids.row(0), centroids.row(k - 1).begin());
    }
    return centroids;
}

/// The referee on every point.
Assignment assign_plainly(const PointSet& points, const Matrix<float>& centroids) {
    const int dims = static_cast<int>(points.dims());
    Assignment plain;
    for (std::size_t i = 0; i < points.points(); ++i) {
        std::int32_t label = 0;
        float nearest = numerics::squared_distance(points.values.row(i).data(), centroids.row(0).data(), dims);
        for (std::size_t j = 1; j < centroids.rows; ++j) {
            const float distance =
                numerics::squared_distance(points.values.row(i).data(), centroids.row(j).data(), dims);
            if (distance < nearest) {
                nearest = distance;
                label = static_cast<std::int32_t>(j);
            }
        }
        plain.labels.push_back(label);
        plain.distances.push_back(nearest);
    }
    return plain;
}

void expect_plain_results(const PointSet& points, const std::string& name) {
    const TreeRounds rounds(points);
    const TileTree& tree = rounds.tree();
    for (const std::size_t k : {1U, 2U, 3U, 4U, 5U, 17U}) {
        SCOPED_TRACE(name + ", k = " + std::to_string(k));
        const Matrix<float> centroids = centroids_of(points, k);
        const Assignment plain = assign_plainly(points, centroids);
        const Assignment assignment = rounds.assign(centroids);
        ASSERT_EQ(assignment.labels, plain.labels);
        ASSERT_EQ(assignment.distances, plain.distances);
        const ClusterTotals totals = total_clusters(points, plain.labels, k);
        const ClusterTotals walked = rounds.total(centroids);
        ASSERT_EQ(walked.weights, totals.weights);
        ASSERT_EQ(walked.sums, totals.sums);
        ASSERT_TRUE(walked.squares == totals.squares);
        for (std::size_t level = 0; level < tree.levels().size(); ++level) {  // from any level down the same sums
            std::vector<std::int64_t> sums(k * (1 + points.dims()));
            walk_tree(tree, {level, 0, tree.levels()[level].nodes}, centroids, {.sums = sums.data()});
            for (std::size_t j = 0; j < k; ++j) {
                ASSERT_EQ(sums[j * (1 + points.dims())], totals.weights[j]) << "level " << level;
                for (std::size_t d = 0; d < points.dims(); ++d) {
                    ASSERT_EQ(sums[j * (1 + points.dims()) + 1 + d], totals.sums[j * points.dims() + d]);
                }
            }
        }
    }
}

TEST(TreeRounds, GiveWhatTheRefereeGivesOnEveryPoint) {
    int checked = 0;
    for (const auto& [name, points] : test::hostile_point_sets()) {
        if (points.dims() <= 5) {
            expect_plain_results(points, name);
            ++checked;
        }
    }
    EXPECT_GT(checked, 10);
    for (const std::size_t count : {15U, 16U, 17U, 63U, 64U, 65U, 1'023U, 1'024U, 1'025U, 20'000U}) {
        expect_plain_results(test::shop_points(count, count), std::to_string(count) + " of a shop");
        expect_plain_results(test::uniform_points(count, 2, 4, count), std::to_string(count) + " of a lattice");
    }
}

/// Where d² is about 2^44, float32 resolves it to 2^21. At the box's centre, z = 1397.5, centroid 1 (z = 2048) seems to
/// lead centroid 0 (z = 0) by a whole 2^21: 1397.5² is rounded up to it, 650.5² down to 0. Over the box the difference
/// changes by 2 · 2048 · 397.5 < 2^21, so without a margin centroid 0 would fall; but z = 1000 is nearer to it.
TEST(TreeRounds, KeepACentroidThatOnlyRoundingPutsBehind) {
    constexpr float kFar = 1 << 22;
    PointSet points;
    points.values = Matrix<float>(16, 3);
    for (std::size_t i = 0; i < points.points(); ++i) {
        points.values.row(i)[2] = static_cast<float>(1'000 + 53 * i);
    }
    for (const std::size_t k : {2U, 6U}) {  // by pairs, and against the nearest
        Matrix<float> centroids(k, 3);
        for (std::size_t j = 0; j < k; ++j) {
            centroids.row(j)[0] = j < 2 ? kFar : 1.5F * kFar + static_cast<float>(j);
        }
        centroids.row(1)[2] = 2'048;
        const Assignment assignment = TreeRounds(points).assign(centroids);
        EXPECT_EQ(assignment.labels.front(), 0);
        EXPECT_EQ(assignment.labels.back(), 1);
        EXPECT_EQ(assignment.labels, assign_plainly(points, centroids).labels);
    }
}

}  // namespace
}  // namespace rfmeans::cluster
