#include "unit/store/example_study.hpp"

#include <cmath>
#include <limits>

namespace rfmeans::test {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr auto kLowestInteger = std::numeric_limits<std::int64_t>::min();
constexpr auto kHighestInteger = std::numeric_limits<std::int64_t>::max();
constexpr auto kHighestSeed = std::numeric_limits<std::uint64_t>::max();

RfmTable rfm_table() {
    RfmTable table;
    table.ids.values = std::vector<std::string>{"", "12 346", "Zoë 客户 \U0001F600"};
    table.as_of = {-1, 15'318};
    table.tensor = {kNaN, kNaN, kNaN, 1, 2, 0.1 + 0.2, 0, 1, -0.0, 5, 3, 1e300, 6, 4, 5e-324, 730, 342, -kInfinity};
    table.monetary_units = {0, 30, -7, kLowestInteger, kHighestInteger, 12};
    table.decimals = 2;
    table.scores = {{{1, 2, 3}}, {{5, 5, 5}}, {{4, 1, 0}}};
    table.rule_names = {"Champions", "Über alles", ""};
    table.rule_segment = {2, 0, 1};
    table.attributes = {
        {"Country", TextValues{.dictionary = {"", "Belgium", "Côte d’Ivoire"}, .codes = {2, -1, 0}}},
        {"age", std::vector<double>{kNaN, 41.5, -0.0}},
        {"rate/2", std::vector<double>{kInfinity, 0, 1}},
        {"", std::vector<double>{1, 2, 3}},
        {"age", std::vector<double>{4, 5, 6}},
    };
    table.definitions = {{"recency", "whole calendar days"}, {"", ""}, {"recency", "again, order kept"}};
    table.counts = {{"rows used", 541'909}, {"returns", kHighestInteger}};
    table.first_time = kLowestInteger;
    table.last_time = 1'323'435'000;
    return table;
}

FeatureMatrix feature_matrix() {
    FeatureMatrix features;
    features.points.values = Matrix<float>(3, 2);
    features.points.values.values = {-8'388'607.F, 0.F, 1.F, -0.0F, 5.F, 8'388'607.F};
    features.points.step_exponent = -20;
    features.points.weights = {0, 1, kHighestInteger};
    features.points.weight_exponent = -20;
    features.columns = {
        {"recency", Transform::log1p, -kInfinity, 1.0 / 3, 3.25, 0.1, false},
        {"Größe", Transform::none, 0, kInfinity, -0.0, 5e-324, true},
    };
    features.warnings = {"'Größe' is constant", ""};
    return features;
}

Model model(std::int32_t k, std::uint64_t seed, FitEnd end) {
    Model fit;
    fit.k = k;
    fit.seed = seed;
    fit.centroids = Matrix<float>(static_cast<std::size_t>(k), 2);
    for (std::size_t i = 0; i < fit.centroids.values.size(); ++i) {
        fit.centroids.values[i] = static_cast<float>(i) / 3.F - 1000.F * static_cast<float>(k);
    }
    fit.weights.assign(static_cast<std::size_t>(k), kHighestInteger - k);
    fit.iterations = 10'000 + k;
    fit.end = end;
    fit.relocations = k;
    fit.empty_clusters = k - 1;
    fit.inertia = 542'587.387 / k;
    fit.calinski_harabasz = k == 1 ? kNaN : 1e5;
    fit.bic = -kInfinity;
    fit.davies_bouldin = 5e-324;
    fit.silhouette = -0.0;
    fit.simplified_silhouette = 0.1;
    fit.euclidean_silhouette = k == 1 ? kNaN : -1.0 / 3;
    return fit;
}

Sweep sweep() {
    Sweep all;
    all.models = {model(1, 0, FitEnd::tolerance), model(2, 7, FitEnd::cycled), model(2, kHighestSeed, FitEnd::limit)};
    all.start = StartRule::file;
    all.stop = {.max_iterations = kHighestInteger, .tolerance = 1e-4};
    all.device = "cuda:0";
    all.warnings = {"k cut at 2, “distinct points”"};
    return all;
}

Segmentation segmentation() {
    Segmentation chosen;
    chosen.k = 2;
    chosen.seed = kHighestSeed;
    chosen.label = {1, kNoSegment, 0};
    chosen.segments = {
        {1,
         "Champions",
         "Reward them",
         1,
         kHighestInteger,
         1.0 / 3,
         kNaN,
         {1, 2},
         {3, 4, 5},
         {6, kNaN, 8},
         kNaN,
         {{"Country", "Belgium (50 %)"}, {"age", "41.5"}}},
        {0, "Schläfer", "", 2, -5, 2.0 / 3, 0.25, {-1, 1e-9}, {0, 0, 0}, {1, 1, 1}, -0.5, {}},
    };
    chosen.explanation = "k = 2: the best silhouette\n— beside k = 1";
    return chosen;
}

KeptTransactions kept_transactions() {
    KeptTransactions kept;
    kept.texts = {"Größe,sum\n\"a\nb\",-0.07\n", ""};
    kept.file = {0, 0, 1};
    kept.customer = {2, -1, 0};
    kept.time = {kLowestInteger, 0, kHighestInteger};
    kept.order = {1, -1, 0};
    kept.order_ids = {"C1", "Zoë"};
    kept.amount = {-7, 0, kHighestInteger};
    kept.decimals = 2;
    kept.flags = {0, 7, 255};
    kept.attributes = {{"rate/2", std::vector<double>{kNaN, -0.0, 1}},
                       {"Größe", TextValues{.dictionary = {"L", "XL"}, .codes = {1, -1, 0}}}};
    return kept;
}

}  // namespace

Study full_study() {
    Study study;
    study.provenance = {.tool_version = "0.1.0",
                        .created = "2026-11-24T13:33:00Z",
                        .command = "rfmeans run 'Zoë.csv' -o out",
                        .options = {{"--returns", "drop"}, {"--as-of", ""}},
                        .inputs = {{"Zoë.csv", kHighestInteger, std::string(64, 'a'), "comma, header", 5, 1, 2},
                                   {"", 0, "", "", 0, 0, 0}}};
    study.rfm_spec = {.as_of = Day{-5},
                      .frequency = FrequencyRule::days,
                      .monetary = MonetaryRule::mean,
                      .returns = ReturnsRule::keep,
                      .guests = GuestsRule::order,
                      .free_rows = FreeRule::keep,
                      .period = {.from = Day{-400'000}, .to = Day{20'000}}};
    study.filters = {{"Größe", {"", "L = XL"}}, {"", {"a"}}};
    study.dates = {
        .column = "Größe", .format = DateFormat::epoch_ms, .given = true, .values = 5, .fit_both = kHighestInteger};
    study.roles = {{"InvoiceNo", Role::order, "name"}, {"Größe", Role::attribute, "content"}, {"", Role::ignored, ""}};
    study.reject_counts = {{"date: impossible day", 3}, {"", 0}};
    study.rfm = rfm_table();
    study.transactions = kept_transactions();
    study.features = feature_matrix();
    study.sweep = sweep();
    study.segmentation = segmentation();
    study.profile_json = R"({"rows": 541909, "name": "Zoë"})";
    return study;
}

Study large_study(std::size_t customers, const std::string& mark) {
    Study study;
    study.provenance.command = mark;
    RfmTable table;
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < customers; ++i) {
        const auto id = static_cast<std::int64_t>(i);
        ids.push_back(id);
        table.tensor.insert(table.tensor.end(), {static_cast<double>(id * 7919 % 730), static_cast<double>(id % 13),
                                                 std::sqrt(static_cast<double>(id))});
        table.monetary_units.push_back(id * id);
    }
    table.ids.values = std::move(ids);
    table.as_of = {0};
    study.rfm = std::move(table);
    return study;
}

}  // namespace rfmeans::test
