// The library against a second implementation, written in Python from the numerics contract alone (README.md beside
// this file). Every expected number in cases.json is that program's; every comparison is bit for bit.
#include <bit>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "rfmeans/features.hpp"
#include "support/data_files.hpp"

namespace rfmeans {
namespace {

using Json = nlohmann::json;

const Json& cases() {
    static const Json all = Json::parse(std::ifstream(test::source_folder() / "tests/golden/numerics/cases.json"));
    return all;
}

double parse_double(const Json& text) {
    return std::strtod(text.get<std::string>().c_str(), nullptr);
}

/// Bits of a double; every NaN is the same NaN.
std::uint64_t bits(double x) {
    return x != x ? ~std::uint64_t{0} : std::bit_cast<std::uint64_t>(x);
}

std::string hex_of(const std::vector<float>& values) {
    std::string text;
    for (const float value : values) {
        constexpr char kDigits[] = "0123456789abcdef";
        const auto word = std::bit_cast<std::uint32_t>(value);
        for (int shift = 28; shift >= 0; shift -= 4) {
            text += kDigits[(word >> shift) & 15U];
        }
    }
    return text;
}

Matrix<float> parse_floats(const Json& text, std::size_t cols) {
    const auto hex = text.get<std::string>();
    Matrix<float> parsed(hex.size() / 8 / cols, cols);
    for (std::size_t i = 0; i < parsed.values.size(); ++i) {
        const auto word = static_cast<std::uint32_t>(std::stoul(hex.substr(8 * i, 8), nullptr, 16));
        parsed.values[i] = std::bit_cast<float>(word);
    }
    return parsed;
}

std::vector<std::int32_t> parse_labels(const Json& text) {
    std::vector<std::int32_t> labels;
    for (const char digit : text.get<std::string>()) {
        labels.push_back(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
    return labels;
}

Matrix<float> parse_rows(const Json& rows) {
    Matrix<float> parsed(rows.size(), rows.at(0).size());
    parsed.values.clear();
    for (const Json& row : rows) {
        for (const Json& q : row) {
            parsed.values.push_back(static_cast<float>(q.get<std::int32_t>()));
        }
    }
    return parsed;
}

PointSet parse_points(const Json& set) {
    return {.values = parse_rows(set.at("points")),
            .step_exponent = set.at("step_exponent").get<int>(),
            .weights = set.at("weights").get<std::vector<std::int64_t>>()};
}

PointSet points_of(const Json& example) {
    return parse_points(cases().at("point_sets").at(example.at("points").get<std::string>()));
}

void expect_metrics(const Json& expected, const std::map<std::string, double>& metrics) {
    for (const auto& [name, value] : metrics) {
        const double wanted = parse_double(expected.at(name));
        EXPECT_EQ(bits(value), bits(wanted)) << name << ": " << value << " and not " << wanted;
    }
}

void expect_partition(const Json& expected, const PartitionMetrics& made) {
    expect_metrics(expected, {{"inertia", made.inertia},
                              {"calinski_harabasz", made.calinski_harabasz},
                              {"bic", made.bic},
                              {"davies_bouldin", made.davies_bouldin},
                              {"silhouette", made.silhouette},
                              {"simplified_silhouette", made.simplified_silhouette}});
}

SweepSpec spec_of(const Json& example, std::size_t dims) {
    SweepSpec spec{.ks = {example.at("k").get<std::int32_t>()}, .seeds = {example.at("seed").get<std::uint64_t>()}};
    const auto rule = example.at("rule").get<std::string>();
    spec.start = rule == "random" ? StartRule::random : rule == "file" ? StartRule::file : StartRule::kmeanspp;
    if (spec.start == StartRule::file) {
        spec.start_centroids = parse_floats(example.at("start"), dims);
    }
    spec.stop = {.max_iterations = example.at("max_iterations").get<std::int64_t>(),
                 .tolerance = parse_double(example.at("tolerance"))};
    return spec;
}

struct BackendCase {
    std::string name;
    std::function<std::unique_ptr<Backend>()> make;
};

void PrintTo(const BackendCase& backend, std::ostream* out) {
    *out << backend.name;
}

class SecondImplementation : public testing::TestWithParam<BackendCase> {};

TEST_P(SecondImplementation, FitsEndWithTheSameBits) {
    const auto backend = GetParam().make();
    ASSERT_GT(cases().at("fits").size(), 300U);
    for (const Json& example : cases().at("fits")) {
        SCOPED_TRACE(example.at("name").get<std::string>());
        const Json& expected = example.at("expected");
        const PointSet points = points_of(example);
        const Sweep sweep = run_sweep(*backend, points, spec_of(example, points.dims()));
        ASSERT_EQ(sweep.models.size(), 1U);
        const Model& model = sweep.models.front();
        EXPECT_EQ(hex_of(model.centroids.values), expected.at("centroids").get<std::string>());
        EXPECT_EQ(model.weights, expected.at("weights").get<std::vector<std::int64_t>>());
        EXPECT_EQ(model.iterations, expected.at("iterations").get<std::int64_t>());
        EXPECT_EQ(fit_end_name(model.end), expected.at("end").get<std::string>());
        EXPECT_EQ(model.relocations, expected.at("relocations").get<std::int64_t>());
        EXPECT_EQ(model.empty_clusters, expected.at("empty_clusters").get<std::int32_t>());
        expect_metrics(
            expected.at("metrics"),
            {{"inertia", model.inertia}, {"calinski_harabasz", model.calinski_harabasz}, {"bic", model.bic}});
        const auto labels = label_points(*backend, points, model.centroids).labels;
        EXPECT_EQ(labels, parse_labels(expected.at("labels")));
        expect_partition(expected.at("metrics"), measure_partition(points, labels, model.centroids, MetricSet::all));
        LoadedPoints loaded(*backend, points);
        expect_metrics(expected.at("metrics"),
                       {{"euclidean_silhouette", euclidean_silhouette(loaded, labels, model.centroids.rows)}});
    }
}

INSTANTIATE_TEST_SUITE_P(Backends, SecondImplementation,
                         testing::Values(BackendCase{"Reference", make_reference_backend},
                                         BackendCase{"CpuTree", [] { return make_cpu_backend(RoundMethod::tree); }},
                                         BackendCase{"CpuBrute", [] { return make_cpu_backend(RoundMethod::brute); }}),
                         [](const auto& suite) { return suite.param.name; });

TEST(SecondImplementationOfTheContract, GreedyStartsAreTheSameRows) {
    std::size_t checked = 0;
    for (const Json& example : cases().at("fits")) {
        if (example.at("rule").get<std::string>() != "kmeanspp") {
            continue;
        }
        SCOPED_TRACE(example.at("name").get<std::string>());
        const PointSet all = points_of(example);
        PointSet points{.values = Matrix<float>(0, all.dims()), .step_exponent = all.step_exponent, .weights = {}};
        std::vector<std::int64_t> row_of;  // kmeanspp_rows takes points of weight >= 1 alone
        for (std::size_t i = 0; i < all.points(); ++i) {
            if (all.weight(i) > 0) {
                const auto row = all.values.row(i);
                points.values.values.insert(points.values.values.end(), row.begin(), row.end());
                points.weights.push_back(all.weight(i));
                row_of.push_back(static_cast<std::int64_t>(i));
            }
        }
        points.values.rows = row_of.size();
        auto rows = kmeanspp_rows(points, example.at("k").get<std::int32_t>(), example.at("seed").get<std::uint64_t>());
        for (std::int64_t& row : rows) {
            row = row_of.at(static_cast<std::size_t>(row));
        }
        EXPECT_EQ(rows, example.at("expected").at("start_rows").get<std::vector<std::int64_t>>());
        ++checked;
    }
    EXPECT_GT(checked, 100U);
}

TEST(SecondImplementationOfTheContract, PartitionsThatNoFitMakesHaveTheSameMetrics) {
    ASSERT_GT(cases().at("partitions").size(), 100U);
    for (const Json& example : cases().at("partitions")) {
        SCOPED_TRACE(example.at("name").get<std::string>());
        const PointSet points = points_of(example);
        const auto centroids = parse_floats(example.at("centroids"), points.dims());
        const auto labels = parse_labels(example.at("labels"));
        expect_partition(example.at("expected"), measure_partition(points, labels, centroids, MetricSet::all));
        for (const auto& backend : {make_reference_backend(), make_cpu_backend()}) {
            LoadedPoints loaded(*backend, points);
            expect_metrics(example.at("expected"),
                           {{"euclidean_silhouette", euclidean_silhouette(loaded, labels, centroids.rows)}});
        }
    }
}

TEST(SecondImplementationOfTheContract, FeaturesLieOnTheSameGrid) {
    const std::map<std::string, Scaling> scalings{
        {"none", Scaling::none}, {"z", Scaling::z}, {"robust", Scaling::robust}, {"minmax", Scaling::minmax}};
    ASSERT_GT(cases().at("features").size(), 30U);
    for (const Json& example : cases().at("features")) {
        SCOPED_TRACE(example.at("name").get<std::string>());
        const Json& columns = example.at("columns");
        Matrix<double> raw(columns.at(0).size(), columns.size());
        std::vector<std::string> names;
        for (std::size_t d = 0; d < raw.cols; ++d) {
            names.push_back(std::string("c").append(std::to_string(d)));
            for (std::size_t i = 0; i < raw.rows; ++i) {
                raw.row(i)[d] = parse_double(columns.at(d).at(i));
            }
        }
        const FeatureSpec spec{.transform = example.at("log1p").get<bool>() ? Transform::log1p : Transform::none,
                               .scaling = scalings.at(example.at("scaling").get<std::string>()),
                               .winsorise = example.at("winsorise").get<double>()};
        const FeatureMatrix made = make_features(raw, names, spec);
        const Json& expected = example.at("expected");
        EXPECT_EQ(made.points.step_exponent, expected.at("step_exponent").get<int>());
        ASSERT_EQ(made.columns.size(), raw.cols);
        for (std::size_t d = 0; d < raw.cols; ++d) {
            EXPECT_EQ(bits(made.columns[d].centre), bits(parse_double(expected.at("centre").at(d)))) << names[d];
            EXPECT_EQ(bits(made.columns[d].scale), bits(parse_double(expected.at("scale").at(d)))) << names[d];
        }
        EXPECT_EQ(hex_of(made.points.values.values), hex_of(parse_rows(expected.at("points")).values));
    }
}

}  // namespace
}  // namespace rfmeans
