// Roles in the making: what is known of the columns and what has been given to them so far.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ingest/column_evidence.hpp"
#include "ingest/roles.hpp"

namespace rfmeans::ingest {

class RoleDraft {
public:
    RoleDraft(const std::vector<Source>& heads, const IngestSpec& spec);

    [[nodiscard]] const std::vector<Source>& heads() const { return heads_; }
    [[nodiscard]] const IngestSpec& spec() const { return spec_; }
    [[nodiscard]] const std::vector<ColumnEvidence>& columns() const { return evidence_; }

    [[nodiscard]] RoleMap& map() { return map_; }
    [[nodiscard]] const RoleMap& map() const { return map_; }
    [[nodiscard]] bool is_free(std::size_t column) const { return map_.columns[column].reason.empty(); }
    [[nodiscard]] bool has(Role role) const { return map_.find(role).has_value(); }
    /// Nobody has the role yet, and `--columns` does not say that nobody shall.
    [[nodiscard]] bool is_open(Role role) const { return !has(role) && !is_closed(role); }
    [[nodiscard]] bool is_closed(Role role) const { return closed_.contains(role); }

    void assign(std::size_t column, Role role, std::string reason);
    void close(Role role) { closed_.insert(role); }

    /// The exact name; else the only column of the same letters and digits.
    [[nodiscard]] std::optional<std::size_t> find_column(const std::string& name) const;

    /// Free columns named for the role, best first.
    [[nodiscard]] std::vector<std::size_t> find_named(Role role) const;

    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] std::vector<std::string> free_names() const;
    [[nodiscard]] std::string files() const;  ///< "'a.csv', 'b.csv'"
    [[nodiscard]] bool has_header() const { return heads_.front().dialect.header; }

    [[noreturn]] void refuse_missing(Role role) const;
    [[noreturn]] void refuse_dates(std::size_t column) const;

private:
    const std::vector<Source>& heads_;
    const IngestSpec& spec_;
    std::vector<ColumnEvidence> evidence_;
    RoleMap map_;
    std::set<Role> closed_;  // `--columns role=-`, or without a column in the study
};

/// The roles that `--columns` and the study give. Errors as find_roles.
void apply_given_roles(RoleDraft& draft);

/// The role of the best name whose values fit it. Returns the column that has the name but not the values, if any.
std::optional<std::size_t> find_role_by_name(Role role, RoleDraft& draft);

/// Errors: Error{content} the files differ in their columns (naming the first difference).
void check_headers_agree(const std::vector<Source>& heads);

/// The roles of transactions by names, and where there is no header by content. Errors as find_roles.
void find_transaction_roles(NeededRoles needed, RoleDraft& draft);

/// Exports with one row a line of an order give the order's total in its first line only, or in each of them: such a
/// total loses its role where there are a price and a quantity.
void prefer_lines_to_totals(RoleDraft& draft);

/// Whether the files are tables with one row a customer; then their roles are given out.
bool find_table_roles(RoleDraft& draft);

}  // namespace rfmeans::ingest
