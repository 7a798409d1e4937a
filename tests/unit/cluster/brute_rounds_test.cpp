#include "cluster/brute_rounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "cluster/exact_sums.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::cluster {
namespace {

RoundJob job_from(const PointSet& points, std::size_t k, std::size_t first) {
    RoundJob job{.centroids = Matrix<float>(k, points.dims()), .sums = {}, .weights = {}};
    for (std::size_t j = 0; j < k; ++j) {
        std::ranges::copy(points.values.row((first + j * 3) % points.points()), job.centroids.row(j).begin());
    }
    return job;
}

void run_round(const BruteRounds& rounds, std::span<RoundJob> jobs) {
    for (RoundJob& job : jobs) {
        job.sums.assign(job.centroids.values.size(), 0);
        job.weights.assign(job.centroids.rows, 0);
    }
    rounds.add_sums(jobs);
    for (RoundJob& job : jobs) {
        move_centroids(job);
    }
}

/// One round of each job by itself, by the reference.
void expect_reference_round(const PointSet& points, std::vector<RoundJob> before, const std::vector<RoundJob>& after) {
    make_reference_backend()->load(points)->round(before);
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t m = 0; m < after.size(); ++m) {
        EXPECT_EQ(after[m].sums, before[m].sums) << "job " << m;
        EXPECT_EQ(after[m].weights, before[m].weights) << "job " << m;
        EXPECT_EQ(after[m].centroids, before[m].centroids) << "job " << m;
    }
}

void expect_rounds(const BruteRounds& rounds, const PointSet& points, std::vector<RoundJob> jobs, int count) {
    for (int round = 0; round < count; ++round) {
        SCOPED_TRACE(round);
        const std::vector<RoundJob> before = jobs;
        run_round(rounds, jobs);
        expect_reference_round(points, before, jobs);
    }
}

PointSet weighted(PointSet points) {
    test::IntegerStream stream(5);
    for (std::size_t i = 0; i < points.points(); ++i) {
        points.weights.push_back(stream.next(1, 1'000'000));
    }
    return points;
}

TEST(BruteRounds, KeepLabelsOfEveryWidthBetweenRounds) {
    const PointSet points = test::uniform_points(1'100, 2, 1'000'000, 1);
    const BruteRounds rounds(points);
    std::vector<RoundJob> jobs;
    for (const std::size_t k : {1, 2, 255, 256, 257, 300}) {
        jobs.push_back(job_from(points, k, 1));
    }
    expect_rounds(rounds, points, jobs, 6);
}

TEST(BruteRounds, SumAfreshWhereThereAreMoreClustersThanALabelHolds) {
    EXPECT_EQ(BruteState::label_bytes(256), 1U);
    EXPECT_EQ(BruteState::label_bytes(257), 2U);
    EXPECT_EQ(BruteState::label_bytes(65'536), 2U);
    EXPECT_EQ(BruteState::label_bytes(65'537), 0U);
    const PointSet points = test::uniform_points(40, 1, 1'000'000, 2);
    const BruteRounds rounds(points);
    std::vector<RoundJob> jobs(1);
    jobs[0] = job_from(points, 65'537, 0);
    const std::vector<RoundJob> before = jobs;
    run_round(rounds, jobs);
    expect_reference_round(points, before, jobs);
    EXPECT_TRUE(jobs[0].state.empty());
}

TEST(BruteRounds, EqualTheReferenceInAnyNumberOfDimensionsWithWeightsAndWithout) {
    constexpr std::size_t kPoints = 1'091;
    for (const std::size_t dims : {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 33, 64}) {
        SCOPED_TRACE(dims);
        for (const PointSet& points : {test::uniform_points(kPoints, dims, (1 << 23) - 1, dims),
                                       weighted(test::tight_groups(kPoints, dims, 7, dims))}) {
            const BruteRounds rounds(points);
            expect_rounds(rounds, points, {job_from(points, 5, 0), job_from(points, 13, 3)}, 4);
        }
    }
}

/// 3 models, of which the first and then the last leave, as fits that end do.
TEST(BruteRounds, GoOnWhereModelsLeaveInTheMiddle) {
    const PointSet points = test::shop_points(2'500, 3);
    const BruteRounds rounds(points);
    std::vector<RoundJob> jobs = {job_from(points, 3, 0), job_from(points, 8, 1), job_from(points, 20, 2)};
    for (int round = 0; round < 6; ++round) {
        if (round == 2) {
            jobs[0] = std::move(jobs[1]);
            jobs[1] = std::move(jobs[2]);
            jobs.resize(2);
        }
        if (round == 4) {
            jobs.resize(1);
        }
        const std::vector<RoundJob> before = jobs;
        run_round(rounds, jobs);
        expect_reference_round(points, before, jobs);
    }
}

/// The host's rule for empty clusters rewrites sums, weights and centroids between rounds.
TEST(BruteRounds, BelieveTheirOwnSumsNotTheHosts) {
    const PointSet points = test::uniform_points(700, 3, 5'000, 4);
    const BruteRounds rounds(points);
    std::vector<RoundJob> jobs(1);
    jobs[0] = job_from(points, 6, 0);
    for (int round = 0; round < 5; ++round) {
        const std::vector<RoundJob> before = jobs;
        run_round(rounds, jobs);
        expect_reference_round(points, before, jobs);
        std::ranges::fill(jobs[0].sums, -1);
        std::ranges::fill(jobs[0].weights, 77);
        std::ranges::copy(points.values.row(static_cast<std::size_t>(round) * 100), jobs[0].centroids.row(2).begin());
    }
}

TEST(BruteRounds, OfACopiedJobLeaveTheOtherAlone) {
    const PointSet points = test::uniform_points(900, 3, 5'000, 6);
    const BruteRounds rounds(points);
    std::vector<RoundJob> jobs(1);
    jobs[0] = job_from(points, 6, 0);
    run_round(rounds, jobs);
    jobs.push_back(jobs[0]);
    std::ranges::copy(points.values.row(5), jobs[1].centroids.row(0).begin());
    expect_rounds(rounds, points, {jobs[0], jobs[0]}, 3);
    for (int round = 0; round < 3; ++round) {
        const std::vector<RoundJob> before = jobs;
        run_round(rounds, jobs);
        expect_reference_round(points, before, jobs);
    }
}

TEST(BruteRounds, OfOtherPointsOrAnotherKStartAnew) {
    const PointSet some = test::uniform_points(900, 2, 5'000, 7);
    const PointSet others = test::uniform_points(300, 2, 5'000, 8);
    const BruteRounds rounds(some);
    const BruteRounds other_rounds(others);
    std::vector<RoundJob> jobs(1);
    jobs[0] = job_from(some, 6, 0);
    run_round(rounds, jobs);
    for (const auto& [chosen, points] : {std::pair(&other_rounds, &others), std::pair(&rounds, &some)}) {
        const std::vector<RoundJob> before = jobs;
        run_round(*chosen, jobs);
        expect_reference_round(*points, before, jobs);
    }
    jobs[0].centroids = job_from(some, 9, 0).centroids;
    const std::vector<RoundJob> before = jobs;
    run_round(rounds, jobs);
    expect_reference_round(some, before, jobs);
}

TEST(BruteRounds, BeyondTheBudgetForLabelsSumAfresh) {
    const PointSet points = test::uniform_points(2'000, 2, 5'000, 9);
    const BruteRounds rounds(points, 5'000);  // two models' labels of 2,048 bytes, not three
    std::vector<RoundJob> jobs = {job_from(points, 4, 0), job_from(points, 5, 1), job_from(points, 6, 2)};
    for (int round = 0; round < 4; ++round) {
        const std::vector<RoundJob> before = jobs;
        run_round(rounds, jobs);
        expect_reference_round(points, before, jobs);
    }
    EXPECT_TRUE(jobs[0].state.take());
    EXPECT_TRUE(jobs[1].state.take());
    EXPECT_FALSE(jobs[2].state.take());
}

}  // namespace
}  // namespace rfmeans::cluster
