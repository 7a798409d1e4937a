#include "unit/report/small_study.hpp"

namespace rfmeans::test {
namespace {

RfmTable make_table() {
    RfmTable table;
    table.ids.values = std::vector<std::string>{"<b>id\"1\"</b>", "=CMD()", "plain, id"};
    table.as_of = {day_from_civil(2011, 12, 10)};
    table.tensor = {1, 3, 100.5, 30, 2, 20.25, 300, 1, -0.05};
    table.monetary_units = {10'050, 2'025, -5};
    table.decimals = 2;
    table.scores = {{5, 5, 5}, {3, 3, 3}, {1, 1, 1}};
    table.rule_names = {"Champions", "<i>Lost</i>"};
    table.rule_segment = {0, 0, 1};
    table.attributes = {{kHostileName, TextValues{{"<img src=x>", "B"}, {0, 1, -1}}},
                        {"recency", std::vector<double>{0.1, kUndefined, 1e300}}};
    table.definitions = {{"recency", "days <since> & so on"}};
    table.counts = {{"rows used", 1'234'567}};
    table.first_time = std::int64_t{day_from_civil(2010, 12, 1)} * kSecondsPerDay;
    table.last_time = std::int64_t{day_from_civil(2011, 12, 9)} * kSecondsPerDay;
    return table;
}

Model make_model(std::int32_t k, std::uint64_t seed, double inertia) {
    Model model{.k = k, .seed = seed, .inertia = inertia};
    model.centroids = Matrix<float>(static_cast<std::size_t>(k), 1);
    model.weights.assign(static_cast<std::size_t>(k), 1);
    for (std::int32_t j = 0; j < k; ++j) {
        model.centroids.values[static_cast<std::size_t>(j)] = static_cast<float>(2 * j);
    }
    return model;
}

Segment make_segment(std::int32_t cluster, const std::string& name) {
    return {.cluster = cluster,
            .name = name,
            .action = "Do <this> & that",
            .customers = cluster == 0 ? 2 : 1,
            .revenue_units = cluster == 0 ? 12'075 : -5,
            .customer_share = cluster == 0 ? 2.0 / 3 : 1.0 / 3,
            .revenue_share = cluster == 0 ? 12'075.0 / 12'070 : -5.0 / 12'070,
            .centroid = {cluster == 0 ? 15.5 : 300},
            .mean = {cluster == 0 ? 15.5 : 300, cluster == 0 ? 2.5 : 1, cluster == 0 ? 60.375 : -0.05},
            .median = {cluster == 0 ? 15.5 : 300, cluster == 0 ? 2.5 : 1, cluster == 0 ? 60.375 : -0.05},
            .silhouette = cluster == 0 ? 0.5 : kUndefined,
            .profile = {{kHostileName, "<img src=x>, 50.0 % (all customers 50.0 %)"},
                        {"copy of id", "plain, id, 50.0 % (all customers 33.3 %)"}}};
}

}  // namespace

Study make_small_study() {
    Study study;
    study.provenance = {
        .tool_version = "0.1.0",
        .created = "2026-11-24T13:33:00Z",
        .command = "rfmeans run '" + kHostileName + "'",
        .options = {{"k", "1..2"}},
        .inputs = {{.path = kHostileName, .bytes = 1'500, .sha256 = "ab", .dialect = "comma", .rows = 9}}};
    study.rfm_spec.frequency = FrequencyRule::orders;
    study.roles = {{kHostileName, Role::attribute, "text & more"}};
    study.reject_counts = {{"no <date>", 3}};
    study.rfm = make_table();
    study.features.emplace();
    study.features->columns = {{.name = "recency", .centre = 100, .scale = 50}};
    study.features->points.values = Matrix<float>(3, 1);
    study.features->points.values.values = {-4, -2, 6};
    study.features->points.step_exponent = -1;
    study.sweep.emplace();
    study.sweep->device = "cpu";
    study.sweep->models = {make_model(1, 0, 14), make_model(2, 0, 0.75), make_model(2, 5, 0.5)};
    study.segmentation = Segmentation{.k = 2,
                                      .seed = 5,
                                      .label = {0, 0, 1},
                                      .segments = {make_segment(0, "Champions"), make_segment(1, "Lapsed <one>")},
                                      .explanation = "k = 2 <because> it wins"};
    study.profile_json = R"json({"schema":1,"rows":9,"total_amount":"120.70","columns":[
        {"name":"<u>cust</u>","type":"text","role":"customer","count":9,"missing":1,"distinct":3,"min":"<b>id\"1\"</b>",
         "max":"plain, id","mean":null,"deviation":null,"q25":null,"median":null,"q75":null,
         "top":[{"value":"=CMD()","count":5}]},
        {"name":"Qty","type":"integer","role":"quantity","count":9,"missing":0,"distinct":4,"min":"1","max":"12",
         "mean":3.5,"deviation":1,"q25":1,"median":2,"q75":3,"top":[{"value":"1","count":4},{"value":"2","count":2}]}],
        "findings":[{"what":"odd <rows>","rows":2,"amount":"1234.50"}],
        "monthly":[{"month":"2011-01","value":"1100.00"},{"month":"2011-02","value":"-20.70"}]})json";
    return study;
}

}  // namespace rfmeans::test
