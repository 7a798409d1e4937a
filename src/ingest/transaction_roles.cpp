// The roles of transactions, one row a sale or a line of one.
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
