// Which column means what, by option, name and content.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/source.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans::ingest {

/// The reason of a role that --columns gave.
inline constexpr const char* kNamedByOption = "named so by --columns";

enum class NeededRoles { customer_and_date, none };

/// The columns of all files together, in order of first appearance, each with its role.
struct RoleMap {
    std::vector<ColumnRole> columns;
    DateFormat date_format =
        DateFormat::ymd;                     ///< of the date column: as given, or by the heads, and then to be checked
    std::vector<ColumnFilter> filters = {};  ///< of spec.where, one a column, by its name in the header

    [[nodiscard]] std::optional<std::size_t> find(Role role) const;
    /// How the amount of a row is made, in words; "none" where it cannot be.
    [[nodiscard]] std::string amount_source() const;
};

/// `heads` are the files, or at least their heads. Every role but attribute and ignored has at most one column.
/// Errors: Error{option} unknown role or column in spec.columns, unknown column in spec.where; Error{content} no
/// header, needed role not found (lists the columns seen), unreadable dates, a file without a column that has a role or
/// a filter.
[[nodiscard]] RoleMap find_roles(const std::vector<Source>& heads, const IngestSpec& spec, NeededRoles needed);

}  // namespace rfmeans::ingest
