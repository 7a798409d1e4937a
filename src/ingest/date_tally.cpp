#include "ingest/date_tally.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/record_reader.hpp"

namespace rfmeans::ingest {
namespace {

// A value of such a format fits no other one.
bool excludes_others(DateFormat format) {
    return format == DateFormat::ymd || format == DateFormat::named || format == DateFormat::epoch ||
           format == DateFormat::epoch_ms;
}

}  // namespace

std::string DateTally::Example::quote() const {
    return empty() ? "" : fmt::format("line {} of '{}': '{}'", line, file, text);
}

void DateTally::add_readable(DateFormat format, std::int64_t values) {
    values_ += values;
    fits_[static_cast<std::size_t>(format)] += values;
}

void DateTally::append(const DateTally& later, std::int64_t lines_before) {
    for (std::size_t i = 0; i < fits_.size(); ++i) {
        fits_[i] += later.fits_[i];
    }
    values_ += later.values_;
    both_ += later.both_;
    differing_ += later.differing_;
    for (const auto example : {&DateTally::differing_example_, &DateTally::day_example_, &DateTally::month_example_}) {
        if ((this->*example).empty() && !(later.*example).empty()) {
            this->*example = later.*example;
            (this->*example).line += lines_before;
        }
    }
}

ParsedTime DateTally::read(std::string_view text, DateFormat format, std::int64_t line) {
    const ParsedTime parsed = parse_time(text, format);
    if (parsed.value && excludes_others(format)) {
        add_readable(format, 1);
    } else if (!text.empty()) {
        count(text, line);
    }
    return parsed;
}

DateFits find_fits(std::string_view text) {
    DateFits fits;
    std::optional<std::int64_t> day_first, month_first;
    for (const DateFormat format : kAllDateFormats) {
        const auto time = parse_time(text, format).value;
        if (!time) {
            continue;
        }
        fits.formats |= 1U << static_cast<unsigned>(format);
        if (excludes_others(format)) {
            return fits;
        }
        day_first = format == DateFormat::dmy ? time : day_first;
        month_first = format == DateFormat::mdy ? time : month_first;
    }
    fits.differing = day_first && month_first && day_first != month_first;
    return fits;
}

void DateTally::add(const DateFits& fits, std::string_view text, std::int64_t line) {
    ++values_;
    for (std::size_t format = 0; format < fits_.size(); ++format) {
        fits_[format] += fits.formats >> format & 1U;
    }
    const bool day_first = fits.fit(DateFormat::dmy), month_first = fits.fit(DateFormat::mdy);
    if (!day_first && !month_first) {
        return;
    }
    Example* example = day_first ? &day_example_ : &month_example_;
    if (day_first && month_first) {
        ++both_;
        differing_ += fits.differing ? 1 : 0;
        example = fits.differing ? &differing_example_ : nullptr;
    }
    if (example && example->empty()) {
        *example = {file_, shorten(text), line};
    }
}

bool DateTally::count(std::string_view text, std::int64_t line) {
    const DateFits fits = find_fits(text);
    add(fits, text, line);
    return fits.formats != 0;
}

std::optional<DateFormat> DateTally::decide(const RejectLimit& max_rejects) const {
    DateFormat best = DateFormat::ymd;
    for (const DateFormat format : kAllDateFormats) {
        best = format != DateFormat::yymd && fits(format) > fits(best) ? format : best;
    }
    if (fits(DateFormat::yymd) > fits(best) && !max_rejects.allows(values_ - fits(best), values_)) {
        return DateFormat::yymd;
    }
    if (best != DateFormat::dmy && best != DateFormat::mdy) {
        return best;
    }
    const std::int64_t days = fits(DateFormat::dmy) - both_, months = fits(DateFormat::mdy) - both_;
    if (days == 0 && months == 0) {
        return differing_ == 0 ? std::optional(best) : std::nullopt;
    }
    const bool disagree = days == months || !max_rejects.allows(std::min(days, months), days + months);
    return disagree ? std::nullopt : std::optional(best);
}

std::string DateTally::describe_doubt() const {
    const std::int64_t days = fits(DateFormat::dmy) - both_, months = fits(DateFormat::mdy) - both_;
    if (days == 0 && months == 0) {
        return fmt::format("all {} that are dates fit D/M and M/D alike, such as {}", both_,
                           differing_example_.quote());
    }
    return fmt::format("{} values fit D/M only, such as {}; {} fit M/D only, such as {}; {} fit both", days,
                       day_example_.quote(), months, month_example_.quote(), both_);
}

}  // namespace rfmeans::ingest
