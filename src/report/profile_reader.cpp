#include "report/profile_reader.hpp"

#include <nlohmann/json.hpp>

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

double number_at(const json& object, const char* key) {
    return object.contains(key) && object[key].is_number() ? object[key].get<double>() : kUndefined;
}

const json& list_at(const json& object, const char* key) {
    static const json empty = json::array();
    return object.contains(key) && object[key].is_array() ? object[key] : empty;
}

Role role_of(const std::string& name) {
    for (const Role role : kAllRoles) {
        if (name == role_name(role)) {
            return role;
        }
    }
    return Role::ignored;
}

ColumnProfile read_column(const json& object) {
    ColumnProfile column{.name = text_at(object, "name"),
                         .type = text_at(object, "type"),
                         .role = role_of(text_at(object, "role")),
                         .count = count_at(object, "count"),
                         .missing = count_at(object, "missing"),
                         .distinct = count_at(object, "distinct"),
                         .min = text_at(object, "min"),
                         .max = text_at(object, "max"),
                         .mean = number_at(object, "mean"),
                         .deviation = number_at(object, "deviation"),
                         .q25 = number_at(object, "q25"),
                         .median = number_at(object, "median"),
                         .q75 = number_at(object, "q75"),
                         .top = {}};
    for (const json& entry : list_at(object, "top")) {
        if (entry.is_object()) {
            column.top.emplace_back(text_at(entry, "value"), count_at(entry, "count"));
        }
    }
    return column;
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
            profile.monthly_amount.emplace_back(text_at(entry, "month"), text_at(entry, "value"));
        }
    }
    return profile;
}

}  // namespace rfmeans::report
