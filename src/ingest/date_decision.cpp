#include "ingest/date_decision.hpp"

#include <fmt/format.h>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

[[noreturn]] void refuse_doubt(const std::string& column, const DateTally& dates) {
    throw Error(Failure::content,
                fmt::format("nothing decides whether the dates of column '{}' have the day or the month first ({}). "
                            "Give --date-format dmy or --date-format mdy",
                            column, dates.describe_doubt()));
}

}  // namespace

DateDecision decide_dates(const DateTally& dates, const RoleMap& roles, const DatePolicy& policy) {
    DateDecision decision{.roles = roles, .reading = {}};
    const auto date = roles.find(Role::date);
    if (!date) {
        return decision;
    }
    ColumnRole& column = decision.roles.columns[*date];
    DateReading& reading = decision.reading;
    reading = {.column = column.column, .format = roles.date_format, .given = policy.given && !policy.found};
    if (!policy.given) {
        reading.format = dates.decide(policy.rejects);
    }
    if (!reading.given) {
        reading.values = dates.values();
        reading.fit_both = dates.fit_both();
    }
    if (!reading.format) {
        if (policy.doubt == DateDoubt::refused) {
            refuse_doubt(reading.column, dates);
        }
        column.role = Role::attribute;
        column.reason = "would be the date, but D/M and M/D fit alike";
        decision.anew = true;
        return decision;
    }
    decision.anew = *reading.format != roles.date_format;
    decision.roles.date_format = *reading.format;
    if (*reading.format != DateFormat::ymd) {
        column.reason += fmt::format(", dates read as {}", date_format_word(*reading.format));
    }
    return decision;
}

}  // namespace rfmeans::ingest
