// Which date format the values of a column fit: counted over all of them, then decided.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/date_parser.hpp"
#include "rfmeans/reject_limit.hpp"

namespace rfmeans::ingest {

/// The formats that a value fits.
struct DateFits {
    unsigned formats = 0;    ///< bit f: DateFormat f
    bool differing = false;  ///< D/M and M/D, and they are different days

    [[nodiscard]] bool fit(DateFormat format) const { return (formats >> static_cast<unsigned>(format) & 1U) != 0; }
};
[[nodiscard]] DateFits find_fits(std::string_view text);

class DateTally {
public:
    /// The following values are of this file.
    void begin_file(const std::string& path) { file_ = path; }

    /// Reads the value in `format` and counts what else it fits. Empty values are not counted.
    ParsedTime read(std::string_view text, DateFormat format, std::int64_t line);

    /// Adds a value whose fits are known.
    void add(const DateFits& fits, std::string_view text, std::int64_t line);

    /// Counts every format that the value fits; false where none does.
    bool count(std::string_view text, std::int64_t line);

    /// Values of a format that excludes the others (ISO, named months, counts), known to be readable.
    void add_readable(DateFormat format, std::int64_t values);

    /// Adds what was counted in a later part of the same files, whose line 1 is line 1 + `lines_before` of its file.
    void append(const DateTally& later, std::int64_t lines_before);

    [[nodiscard]] std::int64_t values() const { return values_; }
    [[nodiscard]] std::int64_t fit_both() const { return both_; }  ///< values that D/M and M/D fit

    [[nodiscard]] std::int64_t fits(DateFormat format) const { return fits_[static_cast<std::size_t>(format)]; }

    /// The format that most values fit. nullopt where D/M and M/D do and no value decides between days that differ, or
    /// where the values that decide disagree: more than `max_rejects` of them against the others. YY-MM-DD is
    /// considered last, where all others leave more than that of all values unread: most D/M/Y fit it, too.
    [[nodiscard]] std::optional<DateFormat> decide(const RejectLimit& max_rejects) const;

    /// Why nothing was decided, with examples.
    [[nodiscard]] std::string describe_doubt() const;

private:
    struct Example {
        std::string file, text;
        std::int64_t line = 0;

        [[nodiscard]] bool empty() const { return text.empty(); }
        [[nodiscard]] std::string quote() const;  ///< "line 2 of 'x.csv': '3/4/2011'"
    };

    std::string file_;
    std::array<std::int64_t, std::size(kAllDateFormats)> fits_{};
    std::int64_t values_ = 0, both_ = 0;
    std::int64_t differing_ = 0;  // of both_: on different days
    Example differing_example_, day_example_, month_example_;
};

}  // namespace rfmeans::ingest
