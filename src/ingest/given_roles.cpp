// Roles that `--columns` and a study give.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/role_draft.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr const char* kNobody = "-";

// "A+B+C" names several columns, which are added up, where no column has that very name.
std::vector<std::optional<std::size_t>> find_columns(const std::string& text, Role role, const RoleDraft& draft) {
    const auto whole = draft.find_column(text);
    if (whole || (role != Role::recency && role != Role::frequency && role != Role::monetary)) {
        return {whole};
    }
    std::vector<std::optional<std::size_t>> columns;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('+', start), text.size());
        columns.push_back(draft.find_column(text.substr(start, end - start)));
        start = end + 1;
    }
    return columns;
}

void take(std::size_t column, Role role, const std::string& reason, RoleDraft& draft) {
    const ColumnEvidence& evidence = draft.columns()[column];
    if (role == Role::date && evidence.dates == 0 && evidence.present > 0) {
        draft.refuse_dates(column);
    }
    draft.assign(column, role, reason);
}

void apply_option(const std::string& role_text, const std::string& column_text, RoleDraft& draft) {
    const auto role = find_role(role_text);
    if (!role) {
        throw Error(Failure::option,
                    fmt::format("--columns {}={} names no role (known: customer, date, order, quantity, "
                                "price, total, country, recency, frequency, monetary, attribute, "
                                "ignored). Correct the role",
                                role_text, column_text));
    }
    if (column_text == kNobody) {
        draft.close(*role);
        return;
    }
    for (const auto& column : find_columns(column_text, *role, draft)) {
        if (!column) {
            throw Error(Failure::option,
                        fmt::format("--columns {}={} names no column of {} (columns: {}). Correct the name", role_text,
                                    column_text, draft.files(), list_names(draft.names())));
        }
        const ColumnRole& given = draft.map().columns[*column];
        if (!draft.is_free(*column)) {
            throw Error(Failure::option, fmt::format("--columns gives column '{}' two roles ({} and {}). Name it once",
                                                     given.column, role_name(given.role), role_text));
        }
        take(*column, *role, kNamedByOption, draft);
    }
}

void apply_study(const std::string& role_text, const std::string& column_text, RoleDraft& draft) {
    const auto role = find_role(role_text);
    RFMEANS_EXPECTS(role.has_value());
    if (column_text == kNobody) {
        draft.close(*role);
        return;
    }
    for (const auto& column : find_columns(column_text, *role, draft)) {
        if (!column || !draft.is_free(*column)) {
            throw Error(
                Failure::content,
                fmt::format("column '{}', which is the {} in the study, is not among the columns of {} that are "
                            "left ({}). Name another one with --columns {}=NAME",
                            column_text, role_text, draft.files(), list_names(draft.free_names()), role_text));
        }
        take(*column, *role, "as in the study", draft);
    }
}

}  // namespace

void apply_given_roles(RoleDraft& draft) {
    for (const auto& [role, column] : draft.spec().columns) {
        apply_option(role, column, draft);
    }
    for (const auto& [role, column] : draft.spec().study_columns) {
        if (!draft.spec().columns.contains(role)) {
            apply_study(role, column, draft);
        }
    }
}

}  // namespace rfmeans::ingest
