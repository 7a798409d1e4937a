#include <nlohmann/json.hpp>
#include <ostream>

#include "report/plain_text.hpp"
#include "report/study_facts.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans {
namespace {

using Json = nlohmann::ordered_json;

Json named_texts(const std::vector<NamedText>& texts) {
    Json list = Json::array();
    for (const NamedText& text : texts) {
        list.push_back({{"name", text.name}, {"text", text.text}});
    }
    return list;
}

Json named_counts(const std::vector<NamedCount>& counts) {
    Json list = Json::array();
    for (const NamedCount& count : counts) {
        list.push_back({{"name", count.name}, {"count", count.count}});
    }
    return list;
}

Json provenance_json(const Provenance& provenance) {
    Json inputs = Json::array();
    for (const InputFile& file : provenance.inputs) {
        inputs.push_back({{"path", file.path},
                          {"bytes", file.bytes},
                          {"sha256", file.sha256},
                          {"dialect", file.dialect},
                          {"rows", file.rows},
                          {"blank_rows", file.blank_rows},
                          {"rejected_rows", file.rejected_rows}});
    }
    return {{"tool_version", provenance.tool_version},
            {"created", provenance.created},
            {"command", provenance.command},
            {"options", named_texts(provenance.options)},
            {"inputs", inputs}};
}

Json summary_json(const report::Summary& summary) {
    return {{"known", summary.known}, {"min", summary.min}, {"q25", summary.q25}, {"median", summary.median},
            {"mean", summary.mean},   {"q75", summary.q75}, {"max", summary.max}};
}

Json rfm_json(const Study& study) {
    const RfmTable& table = *study.rfm;
    Json as_of = Json::array();
    for (const Day day : table.as_of) {
        as_of.push_back(table.is_dated() ? Json(format_day(day)) : Json(nullptr));
    }
    const auto time = [&](std::int64_t value) { return table.is_dated() ? Json(format_time(value)) : Json(nullptr); };
    Json json = {{"customers", table.customers()},
                 {"as_of", as_of},
                 {"first_time", time(table.first_time)},
                 {"last_time", time(table.last_time)}};
    if (table.has_monetary()) {
        const std::int64_t units = report::total_units(table);
        json["revenue"] = report::exact_decimal(units, table.decimals);
        json["revenue_units"] = units;
        json["decimals"] = table.decimals;
    } else {
        json["revenue"] = nullptr;
    }
    constexpr const char* kKeys[] = {"recency", "frequency", "monetary"};
    const auto names = report::rfm_names(study);
    for (std::size_t feature = 0; feature < names.size(); ++feature) {
        json[kKeys[feature]] = {{"unit", names[feature].unit},
                                {"summary", summary_json(report::summarise(report::last_window(table, feature)))}};
    }
    Json rules = Json::array();
    for (const auto& rule : report::rule_segments(table)) {
        Json entry = {{"name", rule.name}, {"customers", rule.customers}};
        entry["revenue"] = table.has_monetary() ? Json(report::exact_decimal(rule.units, table.decimals)) : Json();
        rules.push_back(std::move(entry));
    }
    json["rule_segments"] = std::move(rules);
    return json;
}

Json features_json(const FeatureMatrix& features) {
    Json columns = Json::array();
    for (const FeatureColumn& column : features.columns) {
        columns.push_back({{"name", column.name},
                           {"transform", column.transform == Transform::log1p ? "log1p" : "none"},
                           {"lowest", column.lowest},
                           {"highest", column.highest},
                           {"centre", column.centre},
                           {"scale", column.scale},
                           {"constant", column.constant}});
    }
    return {{"points", features.points.points()},
            {"step_exponent", features.points.step_exponent},
            {"weighted", !features.points.weights.empty()},
            {"weight_exponent", features.points.weight_exponent},
            {"columns", columns},
            {"warnings", features.warnings}};
}

Json model_json(const Model& model) {
    return {{"k", model.k},
            {"seed", model.seed},
            {"inertia", model.inertia},
            {"iterations", model.iterations},
            {"end", fit_end_name(model.end)},
            {"relocations", model.relocations},
            {"empty_clusters", model.empty_clusters},
            {"calinski_harabasz", model.calinski_harabasz},
            {"bic", model.bic},
            {"davies_bouldin", model.davies_bouldin},
            {"silhouette", model.silhouette},
            {"simplified_silhouette", model.simplified_silhouette},
            {"euclidean_silhouette", model.euclidean_silhouette}};
}

Json sweep_json(const Sweep& sweep) {
    Json models = Json::array();
    for (const Model& model : sweep.models) {
        models.push_back(model_json(model));
    }
    Json best = Json::array();
    for (const std::size_t index : best_of_each_k(sweep)) {
        best.push_back(model_json(sweep.models[index]));
    }
    return {{"device", sweep.device},
            {"max_iterations", sweep.stop.max_iterations},
            {"tolerance", sweep.stop.tolerance},
            {"warnings", sweep.warnings},
            {"best_of_each_k", best},
            {"models", models}};
}

Json segments_json(const Study& study) {
    Json list = Json::array();
    for (std::size_t i = 0; i < study.segmentation->segments.size(); ++i) {
        const Segment& segment = study.segmentation->segments[i];
        Json centroid = Json::object();
        for (std::size_t d = 0; study.features && d < study.features->columns.size() && d < segment.centroid.size();
             ++d) {
            centroid[study.features->columns[d].name] = segment.centroid[d];
        }
        Json entry = {{"segment", i},
                      {"name", segment.name},
                      {"action", segment.action},
                      {"cluster", segment.cluster},
                      {"customers", segment.customers},
                      {"customer_share", segment.customer_share},
                      {"revenue", nullptr},
                      {"revenue_share", segment.revenue_share},
                      {"centroid", centroid},
                      {"mean", segment.mean},
                      {"median", segment.median},
                      {"silhouette", segment.silhouette},
                      {"profile", named_texts(segment.profile)}};
        if (study.rfm && study.rfm->has_monetary()) {
            entry["revenue"] = report::exact_decimal(segment.revenue_units, study.rfm->decimals);
        }
        list.push_back(std::move(entry));
    }
    return list;
}

Json roles_json(const std::vector<ColumnRole>& roles) {
    Json list = Json::array();
    for (const ColumnRole& role : roles) {
        list.push_back({{"column", role.column}, {"role", role_name(role.role)}, {"reason", role.reason}});
    }
    return list;
}

}  // namespace

void write_json_report(const Study& study, std::ostream& out) {
    Json json = {{"provenance", provenance_json(study.provenance)},
                 {"definitions", study.rfm ? named_texts(study.rfm->definitions) : Json::array()},
                 {"counts", study.rfm ? named_counts(study.rfm->counts) : Json::array()},
                 {"rejects", named_counts(study.reject_counts)},
                 {"roles", roles_json(study.roles)}};
    json["rfm"] = study.rfm ? rfm_json(study) : Json();
    json["features"] = study.features ? features_json(*study.features) : Json();
    json["sweep"] = study.sweep ? sweep_json(*study.sweep) : Json();
    json["choice"] = Json();
    json["segments"] = Json::array();
    if (study.segmentation) {
        json["choice"] = {{"k", study.segmentation->k},
                          {"seed", study.segmentation->seed},
                          {"explanation", study.segmentation->explanation}};
        json["segments"] = segments_json(study);
    }
    Json profile = Json::parse(study.profile_json, nullptr, false);
    json["profile"] = profile.is_discarded() ? Json() : std::move(profile);
    // Names come from files as they are: bytes that are no UTF-8 are replaced rather than refused. NaN becomes null.
    out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace rfmeans
