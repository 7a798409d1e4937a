// What columns of values say of their rows, several rows at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ingest/field_column.hpp"

namespace rfmeans::ingest {

/// Columns have room for whole vectors behind their rows; what stands there does not matter.
inline constexpr std::size_t kColumnSlack = 8;

using ValueColumn = std::vector<std::int64_t>;

inline void make_room(std::size_t rows, ValueColumn& column) {
    if (column.size() < rows + kColumnSlack) {
        column.resize(rows + kColumnSlack);
    }
}

/// a x b of values from 0 to 2^32 - 1, modulo 2^64.
void multiply_columns(const ValueColumn& a, const ValueColumn& b, std::size_t rows, ValueColumn& products);

/// Sets the bits of the first row and of those that differ from the row before in one of the columns.
void mark_changes(std::span<const ValueColumn* const> columns, std::size_t rows, RowBits& changes);

struct ValueRange {
    std::int64_t least = 0, most = 0;
};
/// Of at least one row.
[[nodiscard]] ValueRange range_of(const ValueColumn& column, std::size_t rows);

}  // namespace rfmeans::ingest
