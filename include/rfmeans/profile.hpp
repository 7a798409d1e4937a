// Exploratory data analysis of typed transactions and of the columns as written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rfmeans/dates.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans {

/// One column of the files as written.
struct ColumnProfile {
    std::string name;
    std::string type;  ///< "integer", "decimal", "date", "text"
    Role role = Role::ignored;
    std::int64_t count = 0;  ///< values that are not missing
    std::int64_t missing = 0;
    std::int64_t distinct = 0;  ///< exact
    std::string min, max;       ///< as text, by the type's order; empty where there is no value
    double mean = 0, deviation = 0, q25 = 0, median = 0, q75 = 0;  ///< numbers only, else NaN; quantiles of type 7
    std::vector<std::pair<std::string, std::int64_t>> top;         ///< up to 5 most frequent values
};

/// A finding worth a look, with how often: "rows without a customer id", "exact duplicate rows", …
struct Finding {
    std::string what;
    std::int64_t rows = 0;
    std::string amount;  ///< exact decimal worth of those rows; empty where there is no amount
};

struct Profile {
    std::vector<InputFile> files;
    std::int64_t rows = 0;
    std::string first_time, last_time;
    DateReading dates;
    std::string total_amount;  ///< exact decimal, of all rows; empty where there is none
    std::vector<ColumnProfile> columns;
    std::vector<Finding> findings;
    std::vector<std::pair<std::string, std::string>> monthly_amount;  ///< "2011-01" → exact decimal (or row count)
};

/// The days whose rows are used, so that the others can be counted and valued.
struct ProfileSpec {
    Period period = {};
    std::optional<Day> as_of = {};
};

/// Reads the files and profiles them. Errors as read_transactions, except that missing roles and
/// dates in doubt are no error here (a column of such dates has no role).
[[nodiscard]] Profile profile_files(const std::vector<std::string>& files, const IngestSpec& spec,
                                    const ProfileSpec& days = {});

/// The profile as JSON text (a stable schema, documented in src/ingest/README.md).
[[nodiscard]] std::string profile_json(const Profile& profile);

}  // namespace rfmeans
