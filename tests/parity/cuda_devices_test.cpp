// Several GPUs, and points that do not fit into one: the same bits.
#include <gtest/gtest.h>

#include "parity/parity.hpp"
#include "rfmeans/cluster.hpp"

namespace rfmeans::test {
namespace {

/// As many devices as there are, two at least.
class SeveralCudaDevices : public testing::Test {
protected:
    void SetUp() override {
        const std::size_t count = find_cuda_devices().descriptions.size();
        if (count < 2) {
            GTEST_SKIP() << "there is one GPU";
        }
        for (std::size_t index = 0; index < count; ++index) {
            devices_.push_back(static_cast<int>(count - 1 - index));
        }
    }

    [[nodiscard]] std::unique_ptr<Backend> backend(RoundMethod method = RoundMethod::automatic) const {
        return make_cuda_backend(devices_, method);
    }

    std::vector<int> devices_;
};

TEST_F(SeveralCudaDevices, BruteRoundsEqualTheReferenceOnHostilePoints) {
    expect_equal_to_reference(*backend(RoundMethod::brute));
}

TEST_F(SeveralCudaDevices, RoundsThroughTheTreeEqualTheReferenceOnHostilePoints) {
    expect_equal_to_reference(*backend(RoundMethod::tree));
}

TEST_F(SeveralCudaDevices, EqualTheReferenceForManySizes) {
    for (const std::size_t dims : {1, 3, 6, 33}) {
        for (const std::size_t points : {1, 2, 33, 257, 1'250}) {
            const PointSet set = uniform_points(points, dims, 300'000, 100 * dims + points);
            const std::int64_t distinct = count_distinct_points(set);
            SweepSpec spec{.ks = {}, .seeds = {3, 4}, .stop = {.max_iterations = 3}};
            for (const std::int32_t k : {1, 2, 5, 33, 64, 256, 1'000}) {
                if (k <= distinct) {
                    spec.ks.push_back(k);
                }
            }
            const Sweep expected = run_sweep(*make_reference_backend(), set, spec);
            for (const RoundMethod method : {RoundMethod::tree, RoundMethod::brute}) {
                expect_same(run_sweep(*backend(method), set, spec), expected,
                            std::to_string(points) + " x " + std::to_string(dims));
            }
        }
    }
}

TEST_F(SeveralCudaDevices, EqualTheReferenceForManyPoints) {
    const PointSet points = shop_points(100'000, 8);
    const SweepSpec spec{.ks = {8, 64}, .seeds = {3}, .start = StartRule::random, .stop = {.max_iterations = 5}};
    expect_same(run_sweep(*backend(), points, spec), run_sweep(*make_cpu_backend(), points, spec), "100,000 x 3");
}

TEST_F(SeveralCudaDevices, AreNamedAsTheOptionTakesThem) {
    const std::string name = backend()->name();
    EXPECT_EQ(name.substr(0, 5), "cuda:");
    EXPECT_EQ(std::count(name.begin(), name.end(), ','), static_cast<std::ptrdiff_t>(devices_.size() - 1));
}

}  // namespace
}  // namespace rfmeans::test
