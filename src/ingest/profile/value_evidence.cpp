#include "ingest/profile/value_evidence.hpp"

#include "ingest/amount.hpp"

namespace rfmeans::ingest {

bool is_amount(Role role) {
    return role == Role::quantity || role == Role::price || role == Role::total;
}

bool is_missing_word(std::string_view text) {
    constexpr std::size_t kLongest = 4;
    return text.size() <= kLongest && (text.empty() || text[0] == 'n' || text[0] == 'N') && is_missing_number(text);
}

ValueEvidence::ValueEvidence(Role role)
    : role_(role), zeros_(is_amount(role) ? LeadingZeros::number : LeadingZeros::code), dates_(role != Role::date) {}

void ValueEvidence::see(const CountedValue& value) {
    const std::string_view text = value.text;
    ++distinct_;
    count_ += value.count;
    top.see(text, value.count);
    if (numbers_ || is_amount(role_)) {
        see_number(text, value.count);
    }
    dates_ = dates_ && tally_.count(text, 0);
    if (names_currencies_) {
        const std::string_view name = currency_name(text);
        names_currencies_ = !name.empty();
        currencies_[std::string(name)] += value.count;
    }
}

void ValueEvidence::see_number(std::string_view text, std::int64_t count) {
    if (read_plain_whole(text)) {
        any_number_ = true;
        return;  // whole under either mark, of which it has none
    }
    if (is_missing_word(text)) {
        return;
    }
    if (!read_number(text, DecimalMark::point, zeros_)) {
        numbers_ = false;
        return;
    }
    any_number_ = true;
    MarkUsage once;
    once.note(text);
    marks_.surely_comma += count * once.surely_comma;
    marks_.surely_point += count * once.surely_point;
    marks_.with_comma += count * once.with_comma;
    marks_.with_point += count * once.with_point;
    whole_[0] = whole_[0] && is_written_whole(text, DecimalMark::point);
    whole_[1] = whole_[1] && is_written_whole(text, DecimalMark::comma);
}

std::optional<DateFormat> ValueEvidence::date_format() const {
    if (!dates_ || distinct_ == 0) {
        return std::nullopt;
    }
    const auto format = tally_.decide(0);
    const bool digits = format == DateFormat::epoch || format == DateFormat::epoch_ms;
    return format && !digits && tally_.fits(*format) == tally_.values() ? format : std::nullopt;
}

std::optional<CurrencyCounts> ValueEvidence::currencies() const {
    return names_currencies_ && distinct_ > 0 ? std::optional(currencies_) : std::nullopt;
}

}  // namespace rfmeans::ingest
