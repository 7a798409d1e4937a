// Exact decimals: an integer times a power of ten.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rfmeans::ingest {

inline constexpr int kMaxDecimals = 18;  ///< 10^18 is the largest power of ten in int64

/// mantissa · 10^-scale, without trailing zeros after the point.
struct Decimal {
    std::int64_t mantissa = 0;
    int scale = 0;  ///< 0 to kMaxDecimals

    bool operator==(const Decimal&) const = default;
};

enum class DecimalMark : char { point = '.', comma = ',' };

struct ParsedDecimal {
    std::optional<Decimal> value;
    const char* problem = "";  ///< where there is no value: what is wrong and what was expected
};

/// Reads "-12.50", "+3", ".5", "7.", "1e-05". Nothing is rounded: what does not fit is a problem.
[[nodiscard]] ParsedDecimal parse_decimal(std::string_view text, DecimalMark mark);

/// Exact product; nullopt where it leaves int64 or needs more than kMaxDecimals places.
[[nodiscard]] std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);

/// Exact sum; nullopt where it leaves int64.
[[nodiscard]] std::optional<Decimal> add(const Decimal& a, const Decimal& b);

/// The mantissa at another, not smaller, scale; nullopt where it leaves int64.
[[nodiscard]] std::optional<std::int64_t> rescale(const Decimal& value, int scale);

using Int128 = __int128;

/// units · 10^-decimals as text, all places written: "8911407.904", "-0.05".
[[nodiscard]] std::string format_decimal(Int128 units, int decimals);

/// "", "NA", "NaN", "null", "None", "N/A" in any case: what programs write for a missing number.
[[nodiscard]] bool is_missing_number(std::string_view text);

}  // namespace rfmeans::ingest
