// The roles of transactions, one row a sale or a line of one.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/content_roles.hpp"
#include "ingest/role_draft.hpp"

namespace rfmeans::ingest {
namespace {

constexpr Role kFoundRoles[] = {Role::customer, Role::date,  Role::order,  Role::total,
                                Role::quantity, Role::price, Role::country};

// With a header the name should have told; a column of evident dates is taken where it is the only one.
void find_nameless_date(RoleDraft& draft) {
    const auto date = find_date_by_content(draft);
    if (date && date->columns.size() == 1) {
        const ColumnEvidence& column = draft.columns()[date->columns.front()];
        if (column.evident_dates == column.present) {
            draft.assign(date->columns.front(), Role::date, "content");
        }
    }
}

// Exports with one row a line of an order give the order's total in its first line only: such a total is not the row's.
void prefer_lines_to_totals(RoleDraft& draft) {
    const auto total = draft.map().find(Role::total), price = draft.map().find(Role::price);
    if (!total || !price || !draft.has(Role::quantity) || draft.map().columns[*total].reason != "name and content") {
        return;
    }
    constexpr double kMostRows = 0.8;
    const auto lines = static_cast<double>(draft.columns()[*price].present);
    if (static_cast<double>(draft.columns()[*total].present) < kMostRows * lines) {
        draft.assign(
            *total, Role::ignored,
            fmt::format("would be the total, but is not in every row; '{}' is", draft.map().columns[*price].column));
    }
}

void find_named_roles(NeededRoles needed, RoleDraft& draft) {
    std::optional<std::size_t> unreadable_dates;
    for (const Role role : kFoundRoles) {
        if (draft.is_open(role)) {
            const auto misfit = find_role_by_name(role, draft);
            unreadable_dates = role == Role::date ? misfit : unreadable_dates;
        }
    }
    prefer_lines_to_totals(draft);
    if (draft.is_open(Role::date)) {
        find_nameless_date(draft);
    }
    if (!draft.has(Role::date) && unreadable_dates && needed == NeededRoles::customer_and_date) {
        draft.refuse_dates(*unreadable_dates);
    }
}

}  // namespace

void find_transaction_roles(NeededRoles needed, RoleDraft& draft) {
    if (draft.has_header()) {
        find_named_roles(needed, draft);
    } else if (needed == NeededRoles::customer_and_date) {
        find_roles_by_content(draft);
    } else {
        try_roles_by_content(draft);
    }
    for (const Role role : {Role::date, Role::customer}) {
        if (needed == NeededRoles::customer_and_date && !draft.has(role)) {
            draft.refuse_missing(role);
        }
    }
}

}  // namespace rfmeans::ingest
