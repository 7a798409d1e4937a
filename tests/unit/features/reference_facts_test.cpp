// Means and deviations of real data sets, computed independently with numpy (reference_facts.json beside the data).
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "rfmeans/features.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/rfm.hpp"
#include "support/data_files.hpp"

namespace rfmeans {
namespace {

void expect_scaling(const std::vector<std::string>& files, const std::filesystem::path& folder) {
    std::ifstream in(folder / "reference_facts.json");
    const auto facts = nlohmann::json::parse(in)["kmeans_reference"];
    const FeatureMatrix matrix = make_features(build_rfm(read_transactions(files, {}), {}), {});
    ASSERT_EQ(matrix.columns.size(), 3U);
    for (std::size_t d = 0; d < 3; ++d) {
        // The facts are written with ten digits.
        EXPECT_NEAR(matrix.columns[d].centre, facts["means_log"][d].get<double>(), 1e-9);
        EXPECT_NEAR(matrix.columns[d].scale, facts["sd_log"][d].get<double>(), 1e-9);
    }
    EXPECT_TRUE(matrix.warnings.empty());
}

TEST(ReferenceScaling, HoldsForOnlineRetail) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    expect_scaling(test::online_retail_files(folder), folder);
}

TEST(ReferenceScaling, HoldsForCdnow) {
    RFMEANS_NEED_DATA(folder, "cdnow");
    expect_scaling({folder / "CDNOW_master.txt"}, folder);
}

}  // namespace
}  // namespace rfmeans
