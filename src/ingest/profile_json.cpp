#include <cmath>
#include <nlohmann/json.hpp>

#include "rfmeans/dates.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans {
namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json count_or_null(std::int64_t count) {
    return count < 0 ? Json(nullptr) : Json(count);
}

Json write_file(const InputFile& file) {
    return {{"path", file.path},
            {"bytes", file.bytes},
            {"sha256", file.sha256},
            {"dialect", file.dialect},
            {"rows", file.rows},
            {"blank_rows", file.blank_rows},
            {"rejected_rows", file.rejected_rows}};
}

Json write_dates(const DateReading& dates) {
    if (dates.column.empty()) {
        return nullptr;
    }
    return {{"column", dates.column},
            {"format", dates.format ? Json(date_format_word(*dates.format)) : Json(nullptr)},
            {"given", dates.given},
            {"values", dates.given ? Json(nullptr) : Json(dates.values)},
            {"fit_both", dates.given ? Json(nullptr) : Json(dates.fit_both)}};
}

Json write_quantiles(const NumberQuantiles& quantiles) {
    if (!std::isfinite(quantiles.median)) {
        return nullptr;
    }
    return {{"q01", quantiles.q01}, {"q05", quantiles.q05}, {"q25", quantiles.q25}, {"median", quantiles.median},
            {"q75", quantiles.q75}, {"q95", quantiles.q95}, {"q99", quantiles.q99}};
}

Json write_histogram(const ColumnHistogram& histogram) {
    if (histogram.counts.empty()) {
        return nullptr;
    }
    Json edges = Json::array();
    for (const double edge : histogram.edges) {
        edges.push_back(histogram.unit.empty() ? Json(edge)
                                               : Json(format_day(day_of(static_cast<std::int64_t>(edge)))));
    }
    return {{"unit", text_or_null(histogram.unit)}, {"edges", std::move(edges)}, {"counts", histogram.counts}};
}

Json write_column(const ColumnProfile& column) {
    Json top = Json::array();
    for (const auto& [value, count] : column.top) {
        top.push_back({{"value", value}, {"count", count}});
    }
    return {{"name", column.name},
            {"type", column.type},
            {"role", role_name(column.role)},
            {"count", column.count},
            {"missing", column.missing},
            {"distinct", column.distinct},
            {"min", text_or_null(column.min)},
            {"max", text_or_null(column.max)},
            {"mean", number_or_null(column.mean)},
            {"deviation", number_or_null(column.deviation)},
            {"zeros", count_or_null(column.zeros)},
            {"negatives", count_or_null(column.negatives)},
            {"quantiles", write_quantiles(column.quantiles)},
            {"histogram", write_histogram(column.histogram)},
            {"top", std::move(top)}};
}

Json write_coverage(const DateCoverage& coverage) {
    if (coverage.days == 0) {
        return nullptr;
    }
    return {{"days", coverage.days},
            {"days_with_rows", coverage.days_with_rows},
            {"longest_gap_from", text_or_null(coverage.longest_gap_from)},
            {"longest_gap_days", coverage.longest_gap_days}};
}

}  // namespace

std::string profile_json(const Profile& profile) {
    Json json = {{"schema", 2},
                 {"rows", profile.rows},
                 {"first_time", text_or_null(profile.first_time)},
                 {"last_time", text_or_null(profile.last_time)},
                 {"dates", write_dates(profile.dates)},
                 {"coverage", write_coverage(profile.coverage)},
                 {"orders", count_or_null(profile.orders)},
                 {"total_amount", text_or_null(profile.total_amount)},
                 {"alerts", Json::array()},
                 {"files", Json::array()},
                 {"columns", Json::array()},
                 {"findings", Json::array()},
                 {"monthly", Json::array()}};
    for (const InputFile& file : profile.files) {
        json["files"].push_back(write_file(file));
    }
    for (const ColumnProfile& column : profile.columns) {
        json["columns"].push_back(write_column(column));
    }
    for (const Finding& finding : profile.findings) {
        json["findings"].push_back(
            {{"what", finding.what}, {"rows", finding.rows}, {"amount", text_or_null(finding.amount)}});
    }
    for (const Alert& alert : profile.alerts) {
        json["alerts"].push_back({{"column", text_or_null(alert.column)}, {"what", alert.what}, {"rows", alert.rows}});
    }
    for (const MonthProfile& month : profile.months) {
        json["monthly"].push_back({{"month", month.month},
                                   {"rows", month.rows},
                                   {"orders", count_or_null(month.orders)},
                                   {"amount", text_or_null(month.amount)}});
    }
    // File names may hold bytes that are no UTF-8; everything else is UTF-8 already.
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace rfmeans
