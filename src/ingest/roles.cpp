#include "ingest/roles.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/column_names.hpp"
#include "ingest/role_draft.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

void assign_rest(RoleDraft& draft) {
    for (std::size_t i = 0; i < draft.columns().size(); ++i) {
        if (draft.is_free(i)) {
            const char* useless = useless_name(draft.columns()[i].name);
            if (!useless && draft.is_closed(Role::attribute)) {
                useless = "no attributes, by --columns";
            }
            draft.assign(i, useless ? Role::ignored : Role::attribute, useless ? useless : "any other column");
        }
    }
}

// Where D/M and M/D fit the heads alike, either will do: the tally over all rows corrects it.
void set_date_format(RoleDraft& draft) {
    RoleMap& map = draft.map();
    const auto column = map.recency_is_date ? map.find(Role::recency) : map.find(Role::date);
    if (draft.spec().date_format) {
        map.date_format = *draft.spec().date_format;
    } else if (column) {
        const DateTally& tally = draft.columns()[*column].tally;
        map.date_format = tally.decide(draft.spec().max_rejects).value_or(DateFormat::dmy);
    }
}

// Filters of one column are one: any of their values.
void set_filters(RoleDraft& draft) {
    RoleMap& map = draft.map();
    for (const ColumnFilter& filter : draft.spec().where) {
        const auto column = draft.find_column(filter.column);
        if (!column) {
            throw Error(Failure::option,
                        fmt::format("--where {}=… names no column of {} (columns: {}). Correct the name", filter.column,
                                    draft.files(), list_names(draft.names())));
        }
        const std::string& name = draft.columns()[*column].name;
        auto known = std::find_if(map.filters.begin(), map.filters.end(),
                                  [&](const ColumnFilter& other) { return other.column == name; });
        if (known == map.filters.end()) {
            known = map.filters.insert(known, {.column = name, .values = {}});
        }
        known->values.insert(known->values.end(), filter.values.begin(), filter.values.end());
    }
}

}  // namespace

std::vector<std::size_t> RoleMap::find_all(Role role) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].role == role && !columns[i].reason.empty()) {
            found.push_back(i);
        }
    }
    return found;
}

std::optional<std::size_t> RoleMap::find(Role role) const {
    const std::vector<std::size_t> found = find_all(role);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<std::string> RoleMap::warn_of_missing_price() const {
    const auto quantity = find(Role::quantity);
    if (!quantity || rows == RowKind::customers || find(Role::price) || find(Role::total)) {
        return std::nullopt;
    }
    return fmt::format(
        "column '{}' is a quantity, but no column is known to be a price or an amount, so there is no monetary value. "
        "Name one with --columns price=NAME or total=NAME",
        columns[*quantity].column);
}

std::string RoleMap::amount_source() const {
    if (rows == RowKind::customers) {
        const auto monetary = find_all(Role::monetary);
        return monetary.size() == 1 ? fmt::format("monetary column '{}'", columns[monetary.front()].column)
                                    : (monetary.empty() ? "none" : fmt::format("sum of {} columns", monetary.size()));
    }
    const auto total = find(Role::total), price = find(Role::price), quantity = find(Role::quantity);
    if (total) {
        return fmt::format("total column '{}'", columns[*total].column);
    }
    if (price && quantity) {
        return fmt::format("'{}' x '{}'", columns[*quantity].column, columns[*price].column);
    }
    return price ? fmt::format("'{}', one unit a row", columns[*price].column) : "none";
}

RoleMap find_roles(const std::vector<Source>& heads, const IngestSpec& spec, NeededRoles needed) {
    check_headers_agree(heads);
    RoleDraft draft(heads, spec);
    apply_given_roles(draft);
    if (!find_table_roles(draft)) {
        find_transaction_roles(needed, draft);
    }
    assign_rest(draft);
    set_date_format(draft);
    set_filters(draft);
    return std::move(draft.map());
}

}  // namespace rfmeans::ingest
