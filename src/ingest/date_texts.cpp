#include "ingest/date_texts.hpp"

#include "ingest/amount.hpp"
#include "ingest/date_tally.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {
namespace {

std::optional<DateFormat> find_format(const RawColumn& column) {
    DateTally tally;
    for (const std::string& text : column.values.entries()) {
        if (parse_amount(text, DecimalMark::point).number.value || !tally.count(text, 0)) {
            return std::nullopt;
        }
    }
    constexpr double kNoneElse = 0;
    const auto format = tally.decide(kNoneElse);
    return format && tally.fits(*format) == tally.values() ? format : std::nullopt;
}

std::string write_plainly(const std::string& text, DateFormat format) {
    const auto time = parse_time(text, format).value;
    if (!time) {
        return text;
    }
    return *time % kSecondsPerDay == 0 ? format_day(day_of(*time)) : format_time(*time);
}

}  // namespace

void append_with_plain_dates(const RawColumn& column, std::deque<RawColumn>& columns) {
    const auto format = find_format(column);
    std::vector<std::string> texts;
    for (const std::string& text : column.values.entries()) {
        texts.push_back(format ? write_plainly(text, *format) : text);
    }
    RawColumn& written = columns.emplace_back();
    written.name = column.name;
    for (const std::int32_t code : column.codes) {
        written.add(code < 0 ? std::string_view{} : texts[static_cast<std::size_t>(code)]);
    }
}

}  // namespace rfmeans::ingest
