// How the dates of a column are written: the order of their fields, or the unit of a count.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rfmeans {

enum class DateFormat {
    ymd,       ///< year of four digits first: "2011-12-09", "2011/12/9", "20111209"
    named,     ///< month by its English name: "09-Dec-11", "December 9, 2011", "2011-Dec-09"
    dmy,       ///< "9/12/2011", "09.12.11"
    mdy,       ///< "12/9/2011", "12-09-11"
    yymd,      ///< year of two digits first: "11-12-09"
    epoch,     ///< seconds since 1970, UTC: 9 or 10 digits
    epoch_ms,  ///< milliseconds since 1970, UTC: 12 or 13 digits
};
inline constexpr DateFormat kAllDateFormats[] = {DateFormat::ymd,     DateFormat::named, DateFormat::dmy,
                                                 DateFormat::mdy,     DateFormat::yymd,  DateFormat::epoch,
                                                 DateFormat::epoch_ms};

/// The word of `--date-format`: "dmy", "epoch-ms", …
[[nodiscard]] const char* date_format_word(DateFormat format);

/// The format of such a word; nullopt: none has it.
[[nodiscard]] std::optional<DateFormat> find_date_format(std::string_view word);

/// What was found out about the dates of the date column, over all rows of all files.
struct DateReading {
    std::string column;                ///< empty: there is no date column
    std::optional<DateFormat> format;  ///< nullopt: D/M and M/D fit equally well
    bool given = false;                ///< by `--date-format`; the counts are 0 then
    std::int64_t values = 0;           ///< rows with a date, readable or not
    std::int64_t fit_both = 0;         ///< of those, rows that D/M and M/D fit alike

    bool operator==(const DateReading&) const = default;
};

}  // namespace rfmeans
