#include "report/profile_reader.hpp"

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "rfmeans/dates.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/models.hpp"

namespace rfmeans::report {
namespace {

using nlohmann::json;

std::string text_of(const json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    return value.is_null() ? "" : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string text_at(const json& object, const char* key) {
    return object.contains(key) ? text_of(object[key]) : "";
}

std::int64_t count_at(const json& object, const char* key) {
    return object.contains(key) && object[key].is_number() ? object[key].get<std::int64_t>() : 0;
}

std::int64_t count_or_none_at(const json& object, const char* key) {
    return object.contains(key) && object[key].is_number() ? object[key].get<std::int64_t>() : -1;
}

double number_at(const json& object, const char* key) {
    return object.contains(key) && object[key].is_number() ? object[key].get<double>() : kUndefined;
}

const json& list_at(const json& object, const char* key) {
    static const json empty = json::array();
    return object.contains(key) && object[key].is_array() ? object[key] : empty;
}

// Schema 1 has three quantiles, beside the moments.
NumberQuantiles read_quantiles(const json& column) {
    const bool nested = column.contains("quantiles") && column["quantiles"].is_object();
    const json& object = nested ? column["quantiles"] : column;
    return {.q01 = number_at(object, "q01"),
            .q05 = number_at(object, "q05"),
            .q25 = number_at(object, "q25"),
            .median = number_at(object, "median"),
            .q75 = number_at(object, "q75"),
            .q95 = number_at(object, "q95"),
            .q99 = number_at(object, "q99")};
}

// NaN where it is neither a number nor a day.
double read_edge(const json& edge) {
    if (edge.is_number()) {
        return edge.get<double>();
    }
    try {
        return static_cast<double>(kSecondsPerDay * parse_day(text_of(edge), "edge"));
    } catch (const Error&) {
        return kUndefined;
    }
}

// None where edges and counts do not fit.
ColumnHistogram read_histogram(const json& column) {
    ColumnHistogram histogram;
    if (!column.contains("histogram") || !column["histogram"].is_object()) {
        return histogram;
    }
    const json& object = column["histogram"];
    histogram.unit = text_at(object, "unit");
    bool sound = true;
    for (const json& edge : list_at(object, "edges")) {
        histogram.edges.push_back(read_edge(edge));
        sound = sound && std::isfinite(histogram.edges.back());
    }
    for (const json& count : list_at(object, "counts")) {
        sound = sound && count.is_number();
        histogram.counts.push_back(count.is_number() ? count.get<std::int64_t>() : 0);
    }
    return sound && histogram.edges.size() == histogram.counts.size() + 1 ? histogram : ColumnHistogram{};
}

ColumnProfile read_column(const json& object) {
    ColumnProfile column{.name = text_at(object, "name"),
                         .type = text_at(object, "type"),
                         .role = find_role(text_at(object, "role")).value_or(Role::ignored),
                         .count = count_at(object, "count"),
                         .missing = count_at(object, "missing"),
                         .distinct = count_at(object, "distinct"),
                         .min = text_at(object, "min"),
                         .max = text_at(object, "max"),
                         .mean = number_at(object, "mean"),
                         .deviation = number_at(object, "deviation"),
                         .zeros = count_or_none_at(object, "zeros"),
                         .negatives = count_or_none_at(object, "negatives"),
                         .quantiles = read_quantiles(object),
                         .histogram = read_histogram(object),
                         .top = {}};
    for (const json& entry : list_at(object, "top")) {
        if (entry.is_object()) {
            column.top.emplace_back(text_at(entry, "value"), count_at(entry, "count"));
        }
    }
    return column;
}

DateCoverage read_coverage(const json& object) {
    return {.days = count_at(object, "days"),
            .days_with_rows = count_at(object, "days_with_rows"),
            .longest_gap_from = text_at(object, "longest_gap_from"),
            .longest_gap_days = count_at(object, "longest_gap_days")};
}

// Schema 1 has one value a month: the amount, or the rows where there is none.
MonthProfile read_month(const json& entry, bool valued) {
    MonthProfile month{.month = text_at(entry, "month"),
                       .rows = count_at(entry, "rows"),
                       .orders = count_or_none_at(entry, "orders"),
                       .amount = text_at(entry, "amount")};
    if (entry.contains("value")) {
        const std::string value = text_at(entry, "value");
        month.rows = valued ? -1 : std::strtoll(value.c_str(), nullptr, 10);
        month.amount = valued ? value : "";
    }
    return month;
}

}  // namespace

Profile read_profile(const std::string& text) {
    Profile profile;
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object()) {
        return profile;
    }
    profile.rows = count_at(object, "rows");
    profile.first_time = text_at(object, "first_time");
    profile.last_time = text_at(object, "last_time");
    profile.total_amount = text_at(object, "total_amount");
    profile.orders = count_or_none_at(object, "orders");
    if (object.contains("coverage") && object["coverage"].is_object()) {
        profile.coverage = read_coverage(object["coverage"]);
    }
    for (const json& alert : list_at(object, "alerts")) {
        if (alert.is_object()) {
            profile.alerts.push_back(
                {.column = text_at(alert, "column"), .what = text_at(alert, "what"), .rows = count_at(alert, "rows")});
        }
    }
    for (const json& column : list_at(object, "columns")) {
        if (column.is_object()) {
            profile.columns.push_back(read_column(column));
        }
    }
    for (const json& finding : list_at(object, "findings")) {
        if (finding.is_object()) {
            profile.findings.push_back({.what = text_at(finding, "what"),
                                        .rows = count_at(finding, "rows"),
                                        .amount = text_at(finding, "amount")});
        }
    }
    for (const json& entry : list_at(object, "monthly")) {
        if (entry.is_object()) {
            profile.months.push_back(read_month(entry, !profile.total_amount.empty()));
        }
    }
    return profile;
}

}  // namespace rfmeans::report
