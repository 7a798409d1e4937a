#include "report/study_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "rfmeans/error.hpp"

namespace rfmeans::report {
namespace {

/// Type 7 of Hyndman and Fan (1996), "Sample quantiles in statistical packages": linear between order statistics.
double quantile(const std::vector<double>& sorted, double share) {
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

struct Moments {
    double mean = 0, deviation = 0;
};

Moments column_moments(const PointSet& points, std::size_t dim) {
    double weight = 0, sum = 0, squares = 0;
    for (std::size_t i = 0; i < points.points(); ++i) {
        const auto w = static_cast<double>(points.weight(i));
        weight += w;
        sum += w * static_cast<double>(points.values.row(i)[dim]);
    }
    if (weight == 0) {
        return {};
    }
    const double mean = sum / weight;
    for (std::size_t i = 0; i < points.points(); ++i) {
        const double off = static_cast<double>(points.values.row(i)[dim]) - mean;
        squares += static_cast<double>(points.weight(i)) * off * off;
    }
    return {mean * points.step(), std::sqrt(squares / weight) * points.step()};
}

}  // namespace

Summary summarise(std::vector<double> values) {
    values.erase(std::remove_if(values.begin(), values.end(), [](double x) { return std::isnan(x); }), values.end());
    if (values.empty()) {
        return {};
    }
    std::sort(values.begin(), values.end());
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    return {.known = static_cast<std::int64_t>(values.size()),
            .min = values.front(),
            .q25 = quantile(values, 0.25),
            .median = quantile(values, 0.5),
            .mean = sum / static_cast<double>(values.size()),
            .q75 = quantile(values, 0.75),
            .max = values.back()};
}

std::vector<double> last_window(const RfmTable& table, std::size_t feature) {
    std::vector<double> column(table.customers());
    for (std::size_t customer = 0; customer < column.size(); ++customer) {
        column[customer] = table.row(table.windows() - 1, customer)[feature];
    }
    return column;
}

std::int64_t customer_units(const RfmTable& table, std::size_t customer) {
    return table.monetary_units[(table.windows() - 1) * table.customers() + customer];
}

std::int64_t total_units(const RfmTable& table) {
    std::int64_t units = 0;
    for (std::size_t customer = 0; table.has_monetary() && customer < table.customers(); ++customer) {
        units = add_units(units, customer_units(table, customer));
    }
    return units;
}

std::string frequency_unit(const Study& study) {
    switch (study.rfm_spec.frequency) {
        case FrequencyRule::automatic:
            return "purchases";
        case FrequencyRule::orders:
            return "orders";
        case FrequencyRule::rows:
            return "rows";
        case FrequencyRule::timestamps:
            return "time stamps";
        case FrequencyRule::days:
            return "purchase days";
    }
    return "purchases";
}

std::vector<RfmName> rfm_names(const Study& study) {
    const bool undated = study.rfm && !study.rfm->is_dated();
    std::vector<RfmName> names = {{"Recency", undated ? "as given" : "days", 1},
                                  {"Frequency", frequency_unit(study), 1}};
    if (study.rfm && study.rfm->has_monetary()) {
        names.push_back({"Monetary", "currency", std::clamp(study.rfm->decimals, 0, 2)});
    }
    return names;
}

std::optional<std::size_t> chosen_model(const Study& study) {
    if (!study.sweep || !study.segmentation) {
        return std::nullopt;
    }
    const auto& models = study.sweep->models;
    for (std::size_t i = 0; i < models.size(); ++i) {
        if (models[i].k == study.segmentation->k && models[i].seed == study.segmentation->seed) {
            return i;
        }
    }
    return std::nullopt;
}

std::string sweep_extent(const Sweep& sweep) {
    std::set<std::int32_t> ks;
    std::set<std::uint64_t> seeds;
    for (const Model& model : sweep.models) {
        ks.insert(model.k);
        seeds.insert(model.seed);
    }
    if (ks.empty()) {
        return "no models";
    }
    const std::string range =
        ks.size() == 1 ? fmt::format("k = {}", *ks.begin()) : fmt::format("k = {}..{}", *ks.begin(), *ks.rbegin());
    return fmt::format("{}, {} {}", range, seeds.size(), seeds.size() == 1 ? "seed" : "seeds");
}

std::vector<RuleSegmentFacts> rule_segments(const RfmTable& table) {
    std::vector<RuleSegmentFacts> facts;
    for (const std::string& name : table.rule_names) {
        facts.push_back({.name = name});
    }
    for (std::size_t customer = 0; customer < table.rule_segment.size(); ++customer) {
        const std::size_t rule = table.rule_segment[customer];
        if (rule < facts.size()) {
            ++facts[rule].customers;
            facts[rule].units =
                add_units(facts[rule].units, table.has_monetary() ? customer_units(table, customer) : 0);
        }
    }
    return facts;
}

std::vector<std::vector<double>> centroid_deviations(const FeatureMatrix& features,
                                                     const std::vector<Segment>& segments) {
    std::vector<std::vector<double>> deviations(segments.size());
    for (std::size_t d = 0; d < features.columns.size(); ++d) {
        const Moments moments = column_moments(features.points, d);
        for (std::size_t s = 0; s < segments.size(); ++s) {
            const double centroid = features.columns[d].feature(segments[s].centroid.at(d));
            deviations[s].push_back(moments.deviation > 0 ? (centroid - moments.mean) / moments.deviation : 0);
        }
    }
    return deviations;
}

}  // namespace rfmeans::report
