// Which of comma and point is the decimal mark of a column, over all of its values.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "ingest/decimal.hpp"
#include "ingest/source.hpp"

namespace rfmeans::ingest {

/// How the values of a column use commas and points.
struct MarkUsage {
    std::int64_t surely_comma = 0, surely_point = 0;  ///< decimal marks that are nothing else
    std::int64_t with_comma = 0, with_point = 0;

    /// A value that occurs so many times.
    void note(std::string_view value, std::int64_t count);
    void add_sure(const MarkUsage& other);
};

/// The mark that the first of the usages with a majority of sure values decides. Where none has one: the point, but
/// with `semicolons` between the fields the mark that more values of the column hold.
[[nodiscard]] DecimalMark choose_mark(const MarkUsage& column, std::initializer_list<const MarkUsage*> wider,
                                      bool semicolons);

/// The decimal mark of each of the columns at these places; the rules are in README.md. Reads the file once, and only
/// where a look at its bytes says that a number may hold a comma or two points.
[[nodiscard]] std::vector<DecimalMark> find_marks(const Source& source, const std::vector<std::size_t>& places);

}  // namespace rfmeans::ingest
