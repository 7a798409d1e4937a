#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "rfmeans/cluster.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/rfm.hpp"
#include "support/data_files.hpp"

namespace rfmeans::test {
namespace {

TEST(CudaRealShop, SweepsOfOnlineRetailEqualTheCpuOnOneThreadAndTwo) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    const RfmTable table = build_rfm(read_transactions(online_retail_files(folder), {}), {});
    const PointSet points = make_features(table, {}).points;
    const SweepSpec spec{.ks = {2, 3, 4, 5, 6, 7, 8, 9, 10}, .seeds = {0, 1, 2, 3}};
    const Sweep found = run_sweep(*make_cuda_backend(0), points, spec);
    for (const std::size_t threads : {1U, 2U}) {
        const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
        const auto cpu = make_cpu_backend();
        const Sweep expected = run_sweep(*cpu, points, spec);
        ASSERT_EQ(found.models.size(), expected.models.size());
        for (std::size_t m = 0; m < found.models.size(); ++m) {
            const Model& model = found.models[m];
            EXPECT_EQ(model.centroids, expected.models[m].centroids);
            EXPECT_EQ(model.iterations, expected.models[m].iterations);
            EXPECT_EQ(model.inertia, expected.models[m].inertia);
        }
        const Matrix<float>& centroids = found.models.back().centroids;
        EXPECT_EQ(label_points(*make_cuda_backend(0), points, centroids).labels,
                  label_points(*cpu, points, centroids).labels);
    }
}

}  // namespace
}  // namespace rfmeans::test
