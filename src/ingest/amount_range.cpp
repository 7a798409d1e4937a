#include "ingest/amount_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ingest/plain_values.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

// For comparing amounts in a message only, so double is enough.
double magnitude_of(const Decimal& value) {
    constexpr double kTenths[] = {1e0,   1e-1,  1e-2,  1e-3,  1e-4,  1e-5,  1e-6,  1e-7,  1e-8, 1e-9,
                                  1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16, 1e-17, 1e-18};
    return std::fabs(static_cast<double>(value.mantissa)) * kTenths[value.scale];
}

}  // namespace

void AmountRange::note_finest(const Landmark& landmark) {
    const int scale = landmark.amount.scale;
    if (!any_ || scale > finest_.amount.scale || (scale == finest_.amount.scale && landmark.place < finest_.place)) {
        finest_ = landmark;
    }
}

void AmountRange::note_largest(const Landmark& landmark, double magnitude) {
    if (!any_ || magnitude > largest_magnitude_ ||
        (magnitude == largest_magnitude_ && landmark.place < largest_.place)) {
        largest_ = landmark;
        largest_magnitude_ = magnitude;
    }
}

void AmountRange::note_news(const Landmark& landmark) {
    note_finest(landmark);
    note_largest(landmark, magnitude_of(landmark.amount));
    any_ = true;
    widen(landmark.amount);
}

void AmountRange::widen(const Decimal& amount) {
    Extent& extent = extents_[static_cast<std::size_t>(amount.scale)];
    extent.least = std::min(extent.least, amount.mantissa);
    extent.most = std::max(extent.most, amount.mantissa);
}

// Widening the written scale, too, keeps equal amounts from being news again, but where every
// amount is written with more zeros than any needs. It asks for no more room: check() looks
// at no scale beyond decimals(), and at the others 2.50 needs what 2.5 does.
void AmountRange::note_written_news(const Landmark& landmark) {
    note_news({drop_zeros(landmark.amount.mantissa, landmark.amount.scale), landmark.place});
    widen(landmark.amount);
}

void AmountRange::merge(const AmountRange& other) {
    if (!other.any_) {
        return;
    }
    note_finest(other.finest_);
    note_largest(other.largest_, other.largest_magnitude_);
    any_ = true;
    for (std::size_t scale = 0; scale < extents_.size(); ++scale) {
        extents_[scale].least = std::min(extents_[scale].least, other.extents_[scale].least);
        extents_[scale].most = std::max(extents_[scale].most, other.extents_[scale].most);
    }
}

void AmountRange::check(const TellPlace& tell) const {
    bool fits = true;
    for (int scale = 0; scale <= decimals(); ++scale) {
        const Extent& extent = extents_[static_cast<std::size_t>(scale)];
        fits = fits && rescale({extent.least, scale}, decimals()) && rescale({extent.most, scale}, decimals());
    }
    if (!fits) {
        throw Error(
            Failure::content,
            fmt::format("the amounts need {} decimal places ({}: {}), at which {} ({}) is beyond 64-bit integers. "
                        "Round the column of the amounts to fewer places",
                        decimals(), tell(finest_.place), format_decimal(finest_.amount.mantissa, finest_.amount.scale),
                        format_decimal(largest_.amount.mantissa, largest_.amount.scale), tell(largest_.place)));
    }
}

}  // namespace rfmeans::ingest
