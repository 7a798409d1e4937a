#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "rfmeans/column.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans {

/// A named definition or count in force, as printed, stored and reported: {"recency", "whole calendar days …"}.
struct NamedText {
    std::string name;
    std::string text;
    bool operator==(const NamedText&) const = default;
};

/// Rows and customers left out or changed by a policy, by reason.
struct NamedCount {
    std::string name;
    std::int64_t count = 0;
    bool operator==(const NamedCount&) const = default;
};

/// Customers × RFM, one slice a window. Customers without a purchase have no row.
struct RfmTable {
    CustomerIds ids;             ///< [customers]
    std::vector<Day> as_of;      ///< [windows]
    std::vector<double> tensor;  ///< [windows, customers, 3] recency [days], frequency [see definitions], monetary
                                 ///< [currency]; NaN: none
    std::vector<std::int64_t> monetary_units;  ///< [windows, customers] exact, in 10^-decimals (for a mean: the sum it
                                               ///< was made from); empty: no amounts
    int decimals = 0;
    std::vector<std::array<std::uint8_t, 3>>
        scores;                              ///< [customers] 1–5 for R, F, M (M 0 without amounts), last window
    std::vector<std::string> rule_names;     ///< rule segments, in the order of the table
    std::vector<std::uint8_t> rule_segment;  ///< [customers] index into rule_names
    std::vector<Column> attributes;          ///< each [customers]
    std::vector<NamedText> definitions;      ///< every definition in force
    std::vector<NamedCount> counts;          ///< rows used, rows left out by each policy, customers without a purchase
    std::int64_t first_time = 0, last_time = 0;  ///< of the rows used

    [[nodiscard]] std::size_t customers() const { return ids.size(); }
    [[nodiscard]] std::size_t windows() const { return as_of.size(); }
    /// False: recency was given as a number, so there are no days of purchase and as_of says nothing.
    [[nodiscard]] bool is_dated() const { return first_time <= last_time; }
    [[nodiscard]] bool has_monetary() const { return !monetary_units.empty(); }
    [[nodiscard]] const double* row(std::size_t window, std::size_t customer) const {
        return tensor.data() + 3 * (window * customers() + customer);
    }
};

/// a + b in exact units. Error{content} where revenue leaves int64.
[[nodiscard]] std::int64_t add_units(std::int64_t a, std::int64_t b);

}  // namespace rfmeans
