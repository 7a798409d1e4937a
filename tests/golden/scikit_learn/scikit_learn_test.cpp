// Our inertia against scikit-learn's from the same starting centroids, and our Euclidean silhouette: README.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/rfm.hpp"
#include "support/data_files.hpp"

namespace rfmeans::test {
namespace {

using nlohmann::json;

constexpr double kSameInertia = 1e-6;
constexpr double kSameSilhouette = 1e-7;

json read_cases(const std::string& file_name) {
    std::ifstream file(source_folder() / "tests/golden/scikit_learn" / file_name);
    return json::parse(file).at("cases");
}

json read_case(const std::string& name) {
    const json all = read_cases("inertias.json");
    for (const json& one : all) {
        if (one.at("name") == name) {
            return one;
        }
    }
    throw std::runtime_error("inertias.json has no case '" + name + "'");
}

/// SplitMix64's output function (Steele, Lea, Flood 2014) on a counter.
std::uint64_t mix(std::uint64_t counter) {
    std::uint64_t z = (counter + 1) * 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

enum class Centres { drawn, corners };

/// Eight groups in three dimensions; a coordinate is a group's centre plus the sum of four draws of `spread_bits`.
PointSet made_points(std::size_t count, int spread_bits, Centres centres) {
    PointSet points;
    points.values = Matrix<float>(count, 3);
    points.step_exponent = -10;
    for (std::uint64_t row = 0; row < count; ++row) {
        const std::uint64_t group = mix(row * 4) % 8;
        for (std::uint64_t d = 0; d < 3; ++d) {
            std::uint64_t coordinate = centres == Centres::corners
                                           ? ((group >> d) & 1U) << 22
                                           : mix(group * 3 + d + (std::uint64_t{1} << 40)) >> 42;
            const std::uint64_t bits = mix(row * 4 + d + 1);
            for (int part = 0; part < 4; ++part) {
                coordinate += (bits >> (16 * part)) & ((std::uint64_t{1} << spread_bits) - 1);
            }
            points.values.row(row)[d] = static_cast<float>(coordinate);
        }
    }
    return points;
}

PointSet made_points(const std::string& name, std::size_t count) {
    if (name == "tight") {
        return made_points(count, 9, Centres::corners);
    }
    PointSet points = made_points(count, 16, Centres::drawn);
    if (name == "twice") {
        const PointSet once = points;
        for (std::size_t row = 0; row < count; ++row) {
            std::ranges::copy(once.values.row(row / 2), points.values.row(row).begin());
        }
    }
    return points;
}

std::vector<std::int32_t> made_labels(const std::string& rule, std::size_t count) {
    std::vector<std::int32_t> labels;
    for (std::size_t row = 0; row < count; ++row) {
        labels.push_back(static_cast<std::int32_t>(rule == "groups" ? mix(row * 4) % 8 : row % 5));
    }
    if (rule == "first alone") {
        labels.front() = 5;
    }
    return labels;
}

PointSet shop_points(const std::vector<std::string>& files) {
    return make_features(build_rfm(read_transactions(files, {}), {}), {}).points;
}

/// The points must be those that scikit-learn saw, and our k-means++ must draw its starts; then every fit is compared.
void expect_inertias(const PointSet& points, const std::string& name) {
    const json expected = read_case(name);
    ASSERT_EQ(points.points(), expected.at("points").get<std::size_t>());
    ASSERT_EQ(points.step_exponent, expected.at("step_exponent").get<int>());
    for (std::size_t d = 0; d < points.dims(); ++d) {
        std::int64_t sum = 0;
        for (std::size_t row = 0; row < points.points(); ++row) {
            sum += static_cast<std::int64_t>(points.values.row(row)[d]);
        }
        ASSERT_EQ(sum, expected.at("sum").at(d).get<std::int64_t>()) << "column " << d;
    }
    const auto rows = expected.at("start_rows").get<std::vector<std::int64_t>>();
    EXPECT_EQ(kmeanspp_rows(points, static_cast<std::int32_t>(rows.size()), 0), rows);
    ASSERT_FALSE(expected.at("fits").empty());
    for (const auto& [k, fit] : expected.at("fits").items()) {
        Matrix<float> start(std::stoul(k), points.dims());
        for (std::size_t j = 0; j < start.rows; ++j) {
            std::ranges::copy(points.values.row(static_cast<std::size_t>(rows[j])), start.row(j).begin());
        }
        const auto backend = make_cpu_backend();
        const Sweep sweep = run_sweep(*backend, points,
                                      {.ks = {static_cast<std::int32_t>(start.rows)},
                                       .seeds = {0},
                                       .start = StartRule::file,
                                       .start_centroids = start});
        const double inertia = fit.at("inertia").get<double>();
        EXPECT_NEAR(sweep.models.front().inertia, inertia, kSameInertia * inertia) << "k = " << k;
        EXPECT_EQ(sweep.models.front().end, FitEnd::converged) << "k = " << k;
    }
}

std::vector<std::string> in_folder(const std::filesystem::path& folder, const std::string& file) {
    return {(folder / file).string()};
}

TEST(ScikitLearn, HasTheSameInertiaOnOnlineRetail) {
    RFMEANS_NEED_DATA(folder, "online_retail");
    expect_inertias(shop_points(online_retail_files(folder)), "online_retail");
}

TEST(ScikitLearn, HasTheSameInertiaOnCdnow) {
    RFMEANS_NEED_DATA(folder, "cdnow");
    expect_inertias(shop_points(in_folder(folder, "CDNOW_master.txt")), "cdnow");
}

TEST(ScikitLearn, HasTheSameInertiaOnThreeExcerptsOfAMadeShop) {
    RFMEANS_NEED_DATA(folder, "ecommerce_kaggle");
    expect_inertias(shop_points(in_folder(folder, "ecommerce_customer_data_large_head378.csv")), "large_head378");
    expect_inertias(shop_points(in_folder(folder, "ecommerce_customer_data_custom_ratios_first10000_by_date.csv")),
                    "custom_ratios_first10000_by_date");
    expect_inertias(shop_points(in_folder(folder, "custom_ratios_head10000_7cols_blank_tail.csv.gz")),
                    "custom_ratios_head10000_7cols");
}

TEST(ScikitLearn, HasTheSameInertiaOnAHundredThousandMadePoints) {
    expect_inertias(made_points(100'000, 16, Centres::drawn), "made");
}

TEST(ScikitLearn, HasTheSameInertiaOnTightGroupsFarApart) {
    expect_inertias(made_points(20'000, 9, Centres::corners), "tight");
}

TEST(ScikitLearn, HasTheSameEuclideanSilhouetteOnMadePoints) {
    const json cases = read_cases("silhouettes.json");
    ASSERT_EQ(cases.size(), 9U);
    for (const json& one : cases) {
        const auto name = one.at("points").get<std::string>();
        const auto rule = one.at("labels").get<std::string>();
        const PointSet points = made_points(name, one.at("count").get<std::size_t>());
        const auto backend = make_cpu_backend();
        LoadedPoints loaded(*backend, points);
        EXPECT_NEAR(euclidean_silhouette(loaded, made_labels(rule, points.points()), 8),
                    one.at("silhouette").get<double>(), kSameSilhouette)
            << name << ", labels: " << rule;
    }
}

}  // namespace
}  // namespace rfmeans::test
