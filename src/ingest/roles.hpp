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
        DateFormat::ymd;  ///< of the date column: as given, or by the heads, and then to be checked
    RowKind rows = RowKind::transactions;
    bool recency_is_date = false;            ///< of customers: the recency column holds dates of last purchases
    std::vector<ColumnFilter> filters = {};  ///< of spec.where, one a column, by its name in the header

    [[nodiscard]] std::optional<std::size_t> find(Role role) const;
    [[nodiscard]] std::vector<std::size_t> find_all(Role role) const;
    /// How the amount of a row is made, in words; "none" where it cannot be.
    [[nodiscard]] std::string amount_source() const;
    /// Where there is a quantity and nothing to multiply it by.
    [[nodiscard]] std::optional<std::string> warn_of_missing_price() const;
};

/// `heads` are the files, or at least their heads. Every role but attribute and ignored has at most one column; of
/// tables of customers frequency and monetary may be sums of several, and recency the difference of two ("T" less the
/// other). Errors: Error{option} unknown role or column in spec.columns or spec.where; Error{content} headers that
/// differ, needed role not found (lists the columns seen), content that decides nothing where there is no header,
/// unreadable dates.
[[nodiscard]] RoleMap find_roles(const std::vector<Source>& heads, const IngestSpec& spec, NeededRoles needed);

}  // namespace rfmeans::ingest
