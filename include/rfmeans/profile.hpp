// Exploratory data analysis of typed transactions and of the columns as written.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rfmeans/dates.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans {

/// What a number is where there is none.
inline constexpr double kNoFigure = std::numeric_limits<double>::quiet_NaN();

/// Quantiles of type 7 (R and NumPy default); NaN: the column is none of numbers, or of ids.
struct NumberQuantiles {
    double q01 = kNoFigure, q05 = kNoFigure, q25 = kNoFigure, median = kNoFigure, q75 = kNoFigure, q95 = kNoFigure,
           q99 = kNoFigure;
};

/// Counts in neighbouring bins [edge i, edge i+1), the last one closed. No bins: no histogram.
struct ColumnHistogram {
    std::vector<double> edges;         ///< [bins + 1] ascending: numbers, or seconds since 1970 of dates
    std::vector<std::int64_t> counts;  ///< [bins]
    std::string unit;                  ///< of dates: "day", "month" or "year"; empty: numbers
};

/// One column of the files as written.
struct ColumnProfile {
    std::string name;
    std::string type;  ///< "integer", "decimal", "date", "text"
    Role role = Role::ignored;
    std::int64_t count = 0;  ///< values that are not missing
    std::int64_t missing = 0;
    std::int64_t distinct = 0;                ///< texts, told apart by 128-bit hash
    std::string min, max;                     ///< as text, by the type's order; empty where there is no value
    double mean = kNoFigure;                  ///< numbers only, no ids
    double deviation = kNoFigure;             ///< of the population
    std::int64_t zeros = -1, negatives = -1;  ///< -1: no numbers, or ids
    NumberQuantiles quantiles;
    ColumnHistogram histogram;                              ///< of numbers and dates, no ids
    std::vector<std::pair<std::string, std::int64_t>> top;  ///< up to 20 most frequent values, equals ascending
};

/// A finding worth a look, with how often: "rows without a customer id", "exact duplicate rows", …
struct Finding {
    std::string what;
    std::int64_t rows = 0;
    std::string amount;  ///< exact decimal worth of those rows; empty where there is no amount
};

/// Something about a column, or about all files, that may spoil what is made of them.
struct Alert {
    std::string column;  ///< empty: the files as a whole
    std::string what;    ///< "column 'shop' is constant ('A')"
    std::int64_t rows = 0;
};

/// The days that the rows are of.
struct DateCoverage {
    std::int64_t days = 0;  ///< from the first to the last, both included; 0: no dates
    std::int64_t days_with_rows = 0;
    std::string longest_gap_from;  ///< first day of the longest run of days without rows; empty: none
    std::int64_t longest_gap_days = 0;
};

struct MonthProfile {
    std::string month;         ///< "2011-01"
    std::int64_t rows = 0;     ///< -1: not told, in profiles of schema 1
    std::int64_t orders = -1;  ///< distinct order ids; -1: no order column
    std::string amount;        ///< exact decimal; empty where there is no amount
};

struct Profile {
    std::vector<InputFile> files;
    std::int64_t rows = 0;
    std::string first_time, last_time;
    DateReading dates;
    DateCoverage coverage;
    std::int64_t orders = -1;  ///< distinct order ids; -1: no order column
    std::string total_amount;  ///< exact decimal, of all rows; empty where there is none
    std::vector<Alert> alerts;
    std::vector<ColumnProfile> columns;
    std::vector<Finding> findings;
    std::vector<MonthProfile> months;  ///< that have rows, ascending
};

/// What is counted apart, and what a profile may use of the machine; its figures do not depend on the latter.
struct ProfileSpec {
    Period period = {};  ///< the days whose rows are used, so that the others can be counted and valued
    std::optional<Day> as_of = {};
    int threads = 0;                    ///< 0: all of the machine
    std::int64_t memory_bytes = 0;      ///< for what is counted; what is more is spilled. 0: no limit
    std::string spill_folder = "/tmp";  ///< where that lies, in files without a name
};

/// Reads the files once (anew where all rows decide otherwise than the heads) and profiles them. Errors as
/// read_transactions, except that missing roles, amounts without a common unit and dates in doubt are no error here (a
/// column of such dates has no role); Error{resource} no room for temporary files.
[[nodiscard]] Profile profile_files(const std::vector<std::string>& files, const IngestSpec& spec,
                                    const ProfileSpec& profile = {});

/// The profile as JSON text (a stable schema, documented in src/ingest/README.md).
[[nodiscard]] std::string profile_json(const Profile& profile);

}  // namespace rfmeans
