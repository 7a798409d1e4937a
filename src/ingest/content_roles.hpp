// Roles by content alone, for files without a header.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/role_draft.hpp"

namespace rfmeans::ingest {

/// A role that content gives, or the columns it cannot choose among.
struct ContentFinding {
    Role role = Role::ignored;
    std::vector<std::size_t> columns;  ///< one: found; several: undecided
    std::string reason;                ///< "content: its values come back"
};

/// The date column: all values are dates, one way or another.
[[nodiscard]] std::optional<ContentFinding> find_date_by_content(const RoleDraft& draft);

/// Customer and order among the columns that are free, by which values come back and which determine which.
[[nodiscard]] std::vector<ContentFinding> find_ids_by_content(const RoleDraft& draft);

/// Quantity, price and total among the columns of numbers that are free.
[[nodiscard]] std::vector<ContentFinding> find_amounts_by_content(const RoleDraft& draft);

/// Gives out the open roles. Errors: Error{content} where content does not decide one (names the columns and
/// --columns).
void find_roles_by_content(RoleDraft& draft);

/// The same, where an undecided role has no column.
void try_roles_by_content(RoleDraft& draft);

}  // namespace rfmeans::ingest
