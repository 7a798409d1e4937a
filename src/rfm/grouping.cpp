#include "rfm/grouping.hpp"

namespace rfmeans::rfm {

RowGroups group_rows(const std::vector<std::int32_t>& customer, const std::vector<RowUse>& uses,
                     std::size_t customers) {
    RowGroups groups;
    groups.starts.assign(customers + 1, 0);
    for (std::size_t row = 0; row < uses.size(); ++row) {
        if (is_used(uses[row])) {
            ++groups.starts[static_cast<std::size_t>(customer[row]) + 1];
        }
    }
    for (std::size_t i = 1; i <= customers; ++i) {
        groups.starts[i] += groups.starts[i - 1];
    }
    groups.rows.resize(static_cast<std::size_t>(groups.starts.back()));
    std::vector<std::int64_t> next(groups.starts.begin(), groups.starts.end() - 1);
    for (std::size_t row = 0; row < uses.size(); ++row) {
        if (is_used(uses[row])) {
            std::int64_t& place = next[static_cast<std::size_t>(customer[row])];
            groups.rows[static_cast<std::size_t>(place++)] = static_cast<std::int64_t>(row);
        }
    }
    return groups;
}

}  // namespace rfmeans::rfm
