#include "rfmeans/numerics/nearest_filter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "rfmeans/numerics/fixed_point.hpp"
#include "rfmeans/numerics/referee.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::numerics {
namespace {

/// Distances of a point to centroids that lie almost equally far: by the referee and by the chain in double.
struct Distances {
    std::vector<float> referee;
    std::vector<double> chain;
};

Distances measure_ring(int dims, std::uint64_t seed) {
    test::IntegerStream stream(seed);
    const auto size = static_cast<std::size_t>(dims);
    std::vector<float> point(size);
    std::vector<float> offset(size);
    for (std::size_t d = 0; d < size; ++d) {
        point[d] = static_cast<float>(stream.next(-8'000'000, 8'000'000));
        offset[d] = static_cast<float>(stream.next(-100'000, 100'000));
    }
    Distances distances;
    for (int j = 0; j < 50; ++j) {
        std::vector<float> centroid(size);
        for (std::size_t d = 0; d < size; ++d) {
            centroid[d] = point[d] + (stream.next(0, 1) == 0 ? offset[d] : -offset[d]) +
                          0.5F * static_cast<float>(stream.next(-1, 1));
        }
        distances.referee.push_back(squared_distance(point.data(), centroid.data(), dims));
        distances.chain.push_back(squared_distance_in_double(point.data(), centroid.data(), dims));
    }
    return distances;
}

TEST(HighestNearDistance, KeepsTheCentroidThatIsNearestInDouble) {
    int swapped = 0;  // the referee alone would name another one
    for (const int dims : {1, 3, 8, 64, 1'000}) {
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const Distances ring = measure_ring(dims, seed);
            const float lowest = *std::ranges::min_element(ring.referee);
            const auto nearest = std::ranges::min_element(ring.chain) - ring.chain.begin();
            const float own = ring.referee[static_cast<std::size_t>(nearest)];
            EXPECT_LE(own, highest_near_distance(lowest, dims)) << dims << " dimensions, seed " << seed;
            swapped += own > lowest ? 1 : 0;
        }
    }
    EXPECT_GT(swapped, 5);
}

TEST(HighestNearDistance, LeavesOutWhatIsClearlyFarther) {
    EXPECT_LT(highest_near_distance(1.0F, 3), 1.00001F);
    EXPECT_GT(highest_near_distance(0.0F, 3), 0.0F);  // squares that underflow
    EXPECT_TRUE(std::isinf(highest_near_distance(HUGE_VALF, 3)));
}

TEST(HighestNearMean, AllowsForMeansThatAreHalfAStepOff) {
    // Against a mean at distance 10 that is right, one at 9.5 whose rounding moved it to 10.4.
    EXPECT_GE(highest_near_mean(100.0F, 1), 10.4F * 10.4F);
    EXPECT_LT(highest_near_mean(100.0F, 1), 12.0F * 12.0F);
    EXPECT_LT(highest_near_mean(1e12F, 3), 1.00001e12F);
    EXPECT_GE(highest_near_mean(0.0F, 4), 4.0F);  // both means in the point's cell of the grid, √D apart
}

}  // namespace
}  // namespace rfmeans::numerics
