// Roles by the names of columns, checked by their content.
#include <algorithm>

#include "ingest/column_names.hpp"
#include "ingest/role_draft.hpp"

namespace rfmeans::ingest {
namespace {

// A column named just "id" is the customer's where ids come back, else it numbers the rows.
void find_plain_id(RoleDraft& draft) {
    for (std::size_t i = 0; i < draft.columns().size(); ++i) {
        const ColumnEvidence& column = draft.columns()[i];
        if (draft.is_free(i) && normalise_name(column.name) == "id" && column.comes_back()) {
            draft.assign(i, Role::customer, "name and content");
            return;
        }
    }
}

// Shopify calls its orders "Name"; their values are "#1001".
void find_hash_order(RoleDraft& draft) {
    for (std::size_t i = 0; i < draft.columns().size(); ++i) {
        const ColumnEvidence& column = draft.columns()[i];
        const bool hashes = !column.distinct.empty() && std::all_of(column.distinct.begin(), column.distinct.end(),
                                                                    [](const auto& id) { return id.starts_with('#'); });
        if (draft.is_free(i) && normalise_name(column.name) == "name" && hashes) {
            draft.assign(i, Role::order, "name and content");
            return;
        }
    }
}

}  // namespace

std::optional<std::size_t> find_role_by_name(Role role, RoleDraft& draft) {
    const std::vector<std::size_t> named = draft.find_named(role);
    for (const std::size_t column : named) {
        if (fits_role(role, draft.columns()[column])) {
            const bool by_content = role != Role::customer && role != Role::order && role != Role::country;
            draft.assign(column, role, by_content ? "name and content" : "name");
            return std::nullopt;
        }
    }
    for (const std::size_t column : named) {
        if (nearly_fits_role(role, draft.columns()[column])) {
            draft.assign(column, role, "name");
            return std::nullopt;
        }
    }
    if (role == Role::customer) {
        find_plain_id(draft);
    } else if (role == Role::order) {
        find_hash_order(draft);
    }
    return named.empty() ? std::nullopt : std::optional(named.front());
}

}  // namespace rfmeans::ingest
