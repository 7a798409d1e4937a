#include "ingest/profile/row_texts.hpp"

#include <cstring>

namespace rfmeans::ingest {

char* write_amount(const BatchRow& row, char* to) {
    if (!row.read) {
        return to;
    }
    const std::int64_t mantissa = row.values.amount.mantissa;
    // The sign in the lowest bit, so that small amounts have few bytes.
    auto rest = (static_cast<std::uint64_t>(mantissa) << 1U) ^ static_cast<std::uint64_t>(mantissa >> 63U);
    *to++ = static_cast<char>(row.values.amount.scale);
    for (; rest != 0; rest >>= 8U) {
        *to++ = static_cast<char>(rest);
    }
    return to;
}

std::optional<Decimal> read_amount(std::string_view text) {
    if (text.empty()) {
        return std::nullopt;
    }
    std::uint64_t folded = 0;
    for (std::size_t i = text.size() - 1; i > 0; --i) {
        folded = (folded << 8U) | static_cast<unsigned char>(text[i]);
    }
    const std::uint64_t sign = 0 - (folded & 1U);
    return Decimal{.mantissa = static_cast<std::int64_t>((folded >> 1U) ^ sign), .scale = text[0]};
}

std::int32_t month_of(Day day) {
    constexpr Day kFrom0To1970 = 719'468;  // from 0000-03-01; H. Hinnant, "chrono-compatible low-level date algorithms"
    const std::int64_t days = std::int64_t{day} + kFrom0To1970;
    const std::int64_t era = days / 146'097, day_of_era = days % 146'097;  // no dates before year 1
    const std::int64_t year = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    const std::int64_t from_march = (5 * day_of_year + 2) / 153;
    return static_cast<std::int32_t>(12 * (year + 400 * era) + from_march + 2);
}

char* write_month(std::int32_t month, char* to) {
    std::memcpy(to, &month, sizeof month);
    return to + sizeof month;
}

std::int32_t read_month(std::string_view text) {
    std::int32_t month = 0;
    std::memcpy(&month, text.data(), sizeof month);
    return month;
}

}  // namespace rfmeans::ingest
