#include "ingest/profile/row_texts.hpp"

#include <chrono>
#include <cstring>

#include "rfmeans/packed_entry.hpp"

namespace rfmeans::ingest {

char* write_amount(const BatchRow& row, char* to) {
    if (!row.read) {
        return to;
    }
    std::uint64_t rest = packed::fold_sign(row.values.amount.mantissa);  // so that small amounts have few bytes
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
    return Decimal{.mantissa = packed::unfold_sign(folded), .scale = text[0]};
}

std::int32_t month_of(Day day) {
    using namespace std::chrono;
    const year_month_day date{sys_days{days{day}}};
    return 12 * static_cast<int>(date.year()) + static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;
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
