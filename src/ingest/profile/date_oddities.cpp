#include "ingest/profile/date_oddities.hpp"

#include <algorithm>
#include <array>

namespace rfmeans::ingest {
namespace {

// First days of the calendar, of SQL Server, of spreadsheets, of the last century and of Unix; the last day of four
// digits.
const std::array<Day, 7>& default_days() {
    static const std::array<Day, 7> days = {day_from_civil(1, 1, 1),      day_from_civil(1753, 1, 1),
                                            day_from_civil(1899, 12, 30), day_from_civil(1899, 12, 31),
                                            day_from_civil(1900, 1, 1),   day_from_civil(1970, 1, 1),
                                            day_from_civil(9999, 12, 31)};
    return days;
}

/// The days that hold the middle 98 % of the values, or all but the first and the last of few.
struct MiddleDays {
    Day low = 0, high = 0;
};

MiddleDays find_middle(NumberSorter& times) {
    constexpr std::int64_t kFew = 10;
    const std::int64_t outside = std::max<std::int64_t>(times.total() / 100, times.total() >= kFew ? 1 : 0);
    MiddleDays middle;
    std::int64_t before = 0;
    times.visit([&](const CountedNumber& time) {
        const Day day = day_of(static_cast<std::int64_t>(time.key));
        middle.low = before <= outside ? day : middle.low;
        middle.high = before < times.total() - outside ? day : middle.high;
        before += time.count;
    });
    return middle;
}

}  // namespace

DateOddities find_date_oddities(NumberSorter& times) {
    const MiddleDays middle = find_middle(times);
    std::array<std::int64_t, 7> counts{};
    DateOddities oddities;
    Day furthest = 0;
    times.visit([&](const CountedNumber& time) {
        const Day day = day_of(static_cast<std::int64_t>(time.key));
        const auto& days = default_days();
        const auto found = std::find(days.begin(), days.end(), day);
        if (found != days.end() && (day <= middle.low || day >= middle.high)) {
            counts[static_cast<std::size_t>(found - days.begin())] += time.count;
            oddities.defaults += time.count;
            return;
        }
        const Day distance = std::max(middle.low - day, day - middle.high);
        if (distance > kFarDays) {
            oddities.outlying += time.count;
            oddities.outlying_day = distance >= furthest ? day : oddities.outlying_day;
            furthest = std::max(furthest, distance);
        }
    });
    const auto most = std::max_element(counts.begin(), counts.end());
    oddities.default_day = default_days()[static_cast<std::size_t>(most - counts.begin())];
    return oddities;
}

}  // namespace rfmeans::ingest
