// Whole way of the data on real files against facts computed independently (pandas, scikit-learn), which lie beside the
// files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "rfmeans/cluster.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/rfm.hpp"
#include "support/data_files.hpp"

namespace rfmeans::test {
namespace {

using nlohmann::json;

struct RealShop {
    const char* folder;
    std::vector<const char*> files;   ///< empty: those of Online Retail
    const char* facts;                ///< key in reference_facts.json; empty: the whole file
    double inertia_allowance = 1e-3;  ///< best inertia with the default seeds may be so much above the reference
};

std::string name_shop(const testing::TestParamInfo<RealShop>& shop) {
    return std::string(shop.param.folder) + (*shop.param.facts ? std::string("_") + shop.param.facts : std::string());
}

class ReferenceFacts : public testing::TestWithParam<RealShop> {
protected:
    void read(const std::filesystem::path& folder) {
        std::ifstream file(folder / "reference_facts.json");
        facts_ = json::parse(file);
        if (*GetParam().facts) {
            facts_ = facts_.at(GetParam().facts);
        }
        std::vector<std::string> paths;
        if (GetParam().files.empty()) {
            paths = online_retail_files(folder);
        }
        for (const char* name : GetParam().files) {
            paths.push_back((folder / name).string());
        }
        table_ = build_rfm(read_transactions(paths, {}), {});
    }

    json facts_;
    RfmTable table_;
};

TEST_P(ReferenceFacts, GiveTheBestInertiaOfEachK) {
    RFMEANS_NEED_DATA(folder, GetParam().folder);
    read(folder);
    const FeatureMatrix features = make_features(table_, {});
    const auto& reference = facts_.at("kmeans_reference");
    const auto check = [&](std::uint64_t seeds, double allowance) {
        SweepSpec spec{.ks = {2, 3, 4, 5, 6, 7, 8, 9, 10}};
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            spec.seeds.push_back(seed);
        }
        const auto backend = make_cpu_backend();
        const Sweep sweep = run_sweep(*backend, features.points, spec);
        for (const std::size_t best : best_of_each_k(sweep)) {
            const Model& model = sweep.models[best];
            const double expected = reference.at("k").at(std::to_string(model.k)).at("inertia").get<double>();
            EXPECT_LE(model.inertia, expected * (1.0 + allowance)) << "k=" << model.k << ", " << seeds << " seeds";
            EXPECT_GE(model.inertia, expected * 0.9) << "k=" << model.k;
        }
    };
    check(32, GetParam().inertia_allowance);
    if (table_.customers() < 100) {  // so few customers are a lottery: more seeds must come nearer
        check(256, 0.03);
        check(2'048, 0.01);
    }
}

TEST_P(ReferenceFacts, AreTheSameBitsForOneThreadAndTwoAndTwice) {
    RFMEANS_NEED_DATA(folder, GetParam().folder);
    read(folder);
    const FeatureMatrix features = make_features(table_, {});
    const SweepSpec spec{.ks = {2, 5, 8}, .seeds = {0, 1, 2, 3}};
    std::vector<Sweep> sweeps;
    for (const std::size_t threads : {1U, 2U, 2U}) {
        const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
        const auto backend = make_cpu_backend();
        sweeps.push_back(run_sweep(*backend, features.points, spec));
    }
    for (std::size_t m = 0; m < sweeps[0].models.size(); ++m) {
        for (const Sweep& sweep : sweeps) {
            EXPECT_EQ(sweep.models[m].centroids, sweeps[0].models[m].centroids);
            EXPECT_EQ(sweep.models[m].inertia, sweeps[0].models[m].inertia);
            EXPECT_EQ(sweep.models[m].iterations, sweeps[0].models[m].iterations);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    RealShops, ReferenceFacts,
    testing::Values(RealShop{"online_retail", {}, ""}, RealShop{"cdnow", {"CDNOW_master.txt"}, ""},
                    RealShop{"ecommerce_kaggle", {"ecommerce_customer_data_large_head378.csv"}, "large_head378", 0.08},
                    RealShop{"ecommerce_kaggle",
                             {"ecommerce_customer_data_custom_ratios_first10000_by_date.csv"},
                             "custom_ratios_first10000_by_date"},
                    RealShop{"ecommerce_kaggle",
                             {"custom_ratios_head10000_7cols_blank_tail.csv.gz"},
                             "custom_ratios_head10000_7cols"}),
    name_shop);

}  // namespace
}  // namespace rfmeans::test
