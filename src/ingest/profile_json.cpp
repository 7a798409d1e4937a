#include <cmath>
#include <nlohmann/json.hpp>

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
            {"q25", number_or_null(column.q25)},
            {"median", number_or_null(column.median)},
            {"q75", number_or_null(column.q75)},
            {"top", std::move(top)}};
}

}  // namespace

std::string profile_json(const Profile& profile) {
    Json json = {{"schema", 1},
                 {"rows", profile.rows},
                 {"first_time", text_or_null(profile.first_time)},
                 {"last_time", text_or_null(profile.last_time)},
                 {"dates", write_dates(profile.dates)},
                 {"total_amount", text_or_null(profile.total_amount)},
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
    for (const auto& [month, value] : profile.monthly_amount) {
        json["monthly"].push_back({{"month", month}, {"value", value}});
    }
    // File names may hold bytes that are no UTF-8; everything else is UTF-8 already.
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace rfmeans
