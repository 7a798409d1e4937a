// Small tables: groups with one dataset a column.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "store/hdf5_text.hpp"

namespace rfmeans::store {

/// What kNoSegment is where segments are stored in one byte a customer.
inline constexpr std::uint8_t kNoSmallSegment = 255;

/// One column of a table of rows: what `value` makes of each row, text or numbers.
template <class Row, class Value>
Handle write_member(const Group& group, const About& about, const std::vector<Row>& rows, Value value) {
    using Member = std::decay_t<std::invoke_result_t<Value, const Row&>>;
    std::vector<Member> members;
    members.reserve(rows.size());
    for (const Row& row : rows) {
        members.push_back(std::invoke(value, row));
    }
    if constexpr (std::is_same_v<Member, std::string>) {
        return write_texts(group, about, members);
    } else {
        return write_column(group, about, members);
    }
}

/// Fills in a member of every row from its column, which must be as long.
template <class Row, class Member>
void read_member(const Group& group, const std::string& name, std::vector<Row>& rows, Member Row::* member) {
    std::vector<Member> values;
    if constexpr (std::is_same_v<Member, std::string>) {
        values = read_texts(group, name, rows.size());
    } else {
        values = read_values<Member>(group, name, {rows.size()});
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].*member = std::move(values[i]);
    }
}

/// How many values a one-dimensional dataset has.
[[nodiscard]] inline std::size_t count_rows(const Group& group, const std::string& name) {
    return StoredDataset(group, name, {kAnyLength}).count();
}

}  // namespace rfmeans::store
