#include "ingest/profile/decimal_sum.hpp"

#include "rfmeans/powers_of_ten.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::int64_t kParts = kPowersOfTen[kMaxDecimals];

}  // namespace

void DecimalSum::carry() {
    if (parts_ >= kParts) {
        parts_ -= kParts;
        ++whole_;
    } else if (parts_ < 0) {
        parts_ += kParts;
        --whole_;
    }
}

void DecimalSum::add(const Decimal& value) {
    const auto scale = static_cast<std::size_t>(value.scale);
    whole_ += value.mantissa / kPowersOfTen[scale];
    parts_ += value.mantissa % kPowersOfTen[scale] * kPowersOfTen[kMaxDecimals - scale];
    carry();
}

void DecimalSum::add(const DecimalSum& other) {
    whole_ += other.whole_;
    parts_ += other.parts_;
    carry();
}

std::string DecimalSum::text(int decimals) const {
    const bool negative = whole_ < 0;
    // -0.25 is kept as -1 and 75 hundredths.
    const bool borrow = negative && parts_ > 0;
    const Int128 whole = negative ? -(whole_ + (borrow ? 1 : 0)) : whole_;
    const std::int64_t parts = borrow ? kParts - parts_ : parts_;
    std::string text(negative ? 1 : 0, '-');
    text += format_decimal(whole, 0);
    if (decimals > 0) {
        const std::string all = format_decimal(Int128{kParts} + parts, 0);  // a one and 18 digits
        text += '.';
        text += std::string_view(all).substr(1, static_cast<std::size_t>(decimals));
    }
    return text;
}

}  // namespace rfmeans::ingest
