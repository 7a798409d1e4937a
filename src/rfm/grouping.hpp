// Rows gathered by customer: a counting sort, linear in rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rfm/policies.hpp"

namespace rfmeans::rfm {

struct RowGroups {
    std::vector<std::int64_t> starts;  ///< [customers + 1]
    std::vector<std::int64_t> rows;    ///< [rows used] row numbers, by customer, ascending within each

    [[nodiscard]] std::size_t customers() const { return starts.size() - 1; }
    [[nodiscard]] std::span<const std::int64_t> of(std::size_t customer) const {
        const auto first = static_cast<std::size_t>(starts[customer]);
        return {rows.data() + first, static_cast<std::size_t>(starts[customer + 1]) - first};
    }
};

/// Gathers the rows used. `customer` [rows] is each one's group, 0 to customers − 1; others are not looked at.
[[nodiscard]] RowGroups group_rows(const std::vector<std::int32_t>& customer, const std::vector<RowUse>& uses,
                                   std::size_t customers);

}  // namespace rfmeans::rfm
