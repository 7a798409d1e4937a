// Which of comma and point is the decimal mark of a column, over all of its values.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/decimal.hpp"
#include "ingest/source.hpp"

namespace rfmeans::ingest {

/// How the values of a column of numbers use commas and points: counted value by value, in any order.
struct MarkUsage {
    std::int64_t surely_comma = 0, surely_point = 0;  ///< decimal marks that are nothing else
    std::int64_t with_comma = 0, with_point = 0;

    /// Text that is no number, and commas and points that no digits stand around, do not count.
    void note(std::string_view value);
    void append(const MarkUsage& later);
};

/// The decimal marks of columns of one file, by all of their values.
[[nodiscard]] std::vector<DecimalMark> choose_marks(const std::vector<MarkUsage>& columns, char delimiter);

/// The decimal mark of each of the columns at these places; the rules are in README.md. Reads the file once, and only
/// where a look at its bytes says that a number may hold a comma or two points.
[[nodiscard]] std::vector<DecimalMark> find_marks(const Source& source, const std::vector<std::size_t>& places);

}  // namespace rfmeans::ingest
