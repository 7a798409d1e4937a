#include <gtest/gtest.h>
#include <hwy/targets.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include "parity/parity.hpp"
#include "rfmeans/cluster.hpp"

namespace rfmeans::test {
namespace {

class CpuParity : public testing::TestWithParam<int> {};

TEST_P(CpuParity, EqualsTheReferenceOnHostilePoints) {
    const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, 8);
    const auto backend = make_cpu_backend();
    tbb::task_arena(GetParam()).execute([&] { expect_equal_to_reference(*backend); });
}

INSTANTIATE_TEST_SUITE_P(Threads, CpuParity, testing::Values(1, 2, 8));

TEST(CpuParity, EqualsTheReferenceOnEverySimdTarget) {
    for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
        const std::int64_t target = rest & -rest;
        hwy::SetSupportedTargetsForTest(target);
        const auto backend = make_cpu_backend();
        SCOPED_TRACE(backend->description());
        for (const NamedPoints& set : hostile_point_sets()) {
            expect_same_sweeps(*backend, set);
            expect_same_labels(*backend, set);
        }
    }
    hwy::SetSupportedTargetsForTest(0);
}

TEST(CpuParity, LabelsNoPointsAtAll) {
    PointSet none;
    none.values.cols = 3;
    const auto backend = make_cpu_backend();
    EXPECT_TRUE(label_points(*backend, none, Matrix<float>(2, 3)).labels.empty());
}

}  // namespace
}  // namespace rfmeans::test
