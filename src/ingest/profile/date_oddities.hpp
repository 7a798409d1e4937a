// Dates that are more likely mistakes than days.
#pragma once

#include <cstdint>

#include "ingest/profile/number_sorter.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {

/// Counts of values, each under the first that applies.
struct DateOddities {
    std::int64_t defaults = 0;  ///< days that programs write where there is no date (1970-01-01, 1900-01-01, …),
                                ///< where they are not amid the others
    Day default_day = 0;        ///< the most frequent of them, the earliest of equals
    std::int64_t outlying = 0;  ///< more than kFarDays outside the days that hold the middle 98 % of the values
    Day outlying_day = 0;       ///< the furthest of them, the latest of equals
};

inline constexpr Day kFarDays = 1827;  ///< five years

[[nodiscard]] DateOddities find_date_oddities(NumberSorter& times);

}  // namespace rfmeans::ingest
