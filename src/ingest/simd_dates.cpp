#include "ingest/simd_dates.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "ingest/plain_values.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/simd_dates.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::ingest::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

void ReadIsoColumn(const FieldColumn& fields, std::int64_t* times) {
    static const MonthTable months;
    for (std::size_t row = 0; row < fields.rows; ++row) {
        times[row] = read_iso_time(fields.field(row), months);
    }
}

#else

using Words = hn::CappedTag<std::uint64_t, kColumnSlack>;
using Halves = hn::Repartition<std::uint32_t, Words>;
using Bytes = hn::Repartition<std::uint8_t, Words>;
using Vector = hn::Vec<Words>;
using Mask = hn::Mask<Words>;

/// As in simd_numbers.cpp: rows that are loaded before any of them is read.
constexpr std::size_t kRowsTogether = 128;

/// "YYYY-MM-", "DD HH:MM" and "HH:MM:SS" of each row.
struct Loaded {
    alignas(64) std::array<std::uint64_t, kRowsTogether> dates, clocks, seconds, sizes;
};

HWY_INLINE void Load(const FieldColumn& fields, std::size_t from, std::size_t rows, Loaded& loaded) {
    const std::uint32_t* end = fields.ends + from * fields.stride;
    for (std::size_t i = 0; i < rows; ++i, end += fields.stride) {
        const std::uint32_t start = end[-1] + 1U;
        loaded.sizes[i] = *end - start;
        std::memcpy(&loaded.dates[i], fields.text.data() + start, 8);
        std::memcpy(&loaded.clocks[i], fields.text.data() + start + 8, 8);
        std::memcpy(&loaded.seconds[i], fields.text.data() + start + 11, 8);
    }
    for (std::size_t i = rows; i % hn::Lanes(Words()) != 0; ++i) {
        loaded.dates[i] = loaded.clocks[i] = loaded.seconds[i] = loaded.sizes[i] = 0;
    }
}

HWY_INLINE Vector Of(std::uint64_t value) {
    return hn::Set(Words(), value);
}

// Of numbers below 2^32 whose product is, too.
HWY_INLINE Vector Times(Vector a, std::uint32_t b) {
    return hn::BitCast(Words(), hn::Mul(hn::BitCast(Halves(), a), hn::BitCast(Halves(), Of(b))));
}

/// Pairs of digits as numbers, each at the byte of its first digit.
struct Pairs {
    Vector pairs;
    Mask plain;

    template <int kByte>
    [[nodiscard]] HWY_INLINE Vector At() const {
        return hn::And(hn::ShiftRight<8 * kByte>(pairs), Of(0xFF));
    }
};

// `marks` has '0' for each digit, and the mark itself elsewhere; `most` 9 and 0.
HWY_INLINE Pairs ReadPairs(Vector text, std::uint64_t marks, std::uint64_t most) {
    const Words d;
    const auto digits = hn::Sub(hn::BitCast(Bytes(), text), hn::BitCast(Bytes(), Of(marks)));
    const auto beyond = hn::Xor(hn::Min(digits, hn::BitCast(Bytes(), Of(most))), digits);
    const hn::Repartition<std::uint16_t, Words> halves;
    const auto x = hn::BitCast(d, digits);
    const auto tens = hn::BitCast(d, hn::Mul(hn::BitCast(halves, digits), hn::Set(halves, 10)));
    return {hn::Add(tens, hn::ShiftRight<8>(x)), hn::Eq(hn::BitCast(d, beyond), hn::Zero(d))};
}

struct Days {
    Vector days;  ///< since March 1 of the year 0
    Mask valid;
};

// Years begin in March (C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
// algorithms"): the days before month m, 3 to 14, are (979 m - 2919) / 32, and y / 100 is 5243 y / 2^19 for these
// years.
HWY_INLINE Days DaysOf(Vector year, Vector month, Vector day) {
    const auto one = Of(1);
    // `least` to `least` + `span` - 1; what is less wraps around.
    const auto within = [](Vector value, std::uint64_t least, Vector span)
                            HWY_ATTR { return hn::Lt(hn::Sub(value, Of(least)), span); };
    const auto early = hn::Lt(month, Of(3));
    const auto y = hn::Sub(year, hn::IfThenElseZero(early, one));
    const auto m = hn::Add(month, hn::IfThenElseZero(early, Of(12)));
    const auto centuries = hn::ShiftRight<19>(Times(y, 5243));
    const auto before = hn::ShiftRight<5>(hn::Sub(Times(m, 979), Of(2919)));
    const auto next = hn::ShiftRight<5>(hn::Sub(Times(m, 979), Of(2919 - 979)));
    // February ends at the leap day: years that 4 divides, and of those that 100 divides (y is one less) by 400.
    const auto century = hn::ShiftRight<19>(Times(year, 5243));
    const auto by_100 = hn::Eq(hn::Sub(year, Times(century, 100)), hn::Zero(Words()));
    const auto divided = hn::IfThenElse(by_100, century, year);
    const auto leap = hn::Eq(hn::And(divided, Of(3)), hn::Zero(Words()));
    const auto february = hn::Add(Of(28), hn::IfThenElseZero(leap, one));
    const auto length = hn::IfThenElse(hn::Eq(m, Of(14)), february, hn::Sub(next, before));
    const auto valid = hn::And(within(year, MonthTable::kFirstYear, Of(MonthTable::kYears)),
                               hn::And(within(month, 1, Of(12)), within(day, 1, length)));
    const auto leap_days = hn::Add(hn::Sub(hn::ShiftRight<2>(y), centuries), hn::ShiftRight<2>(centuries));
    const auto days = hn::Add(hn::Add(Times(y, 365), leap_days), hn::Add(before, hn::Sub(day, one)));
    return {days, valid};
}

/// A day that was read before: in most files many rows in turn are of one day.
struct LastDay {
    std::uint64_t date = 0;
    std::uint64_t day = ~std::uint64_t{0};  // no text's
    std::uint64_t days = 0;
};

HWY_INLINE Days ReadDays(Vector date_text, Vector clock_text, LastDay& last) {
    constexpr std::uint64_t kDate = 0x2D30302D30303030U, kMostDate = 0x0009090009090909U;
    constexpr std::uint64_t kDay = 0x3030, kMostDay = 0x0909;
    const Words d;
    const auto day_text = hn::And(clock_text, Of(0xFFFF));
    const auto same = hn::And(hn::Eq(date_text, Of(last.date)), hn::Eq(day_text, Of(last.day)));
    if (HWY_LIKELY(hn::AllTrue(d, same))) {
        return {Of(last.days), same};
    }
    const Pairs date = ReadPairs(date_text, kDate, kMostDate), day = ReadPairs(day_text, kDay, kMostDay);
    Days days = DaysOf(hn::Add(Times(date.At<0>(), 100), date.At<2>()), date.At<5>(), day.At<0>());
    days.valid = hn::And(days.valid, hn::And(date.plain, day.plain));
    if (hn::AllTrue(d, days.valid)) {
        last = {hn::GetLane(date_text), hn::GetLane(day_text), hn::GetLane(days.days)};
    }
    return days;
}

HWY_INLINE Vector TimesOf(const Loaded& loaded, std::size_t at, LastDay& last) {
    const Words d;
    constexpr std::uint64_t kClock = 0x30303A3030203030U, kMostClock = 0x0909000909000909U;
    constexpr std::uint64_t kSeconds = 0x30303A30303A3030U, kMostSeconds = 0x0909000909000909U;
    constexpr std::uint64_t kDay = 0xFFFF;
    constexpr std::uint64_t kEpoch = 719468;  // 1970-01-01, in days since March 1 of the year 0
    const auto sizes = hn::Load(d, loaded.sizes.data() + at);
    const auto is_day = hn::Eq(sizes, Of(10)), has_seconds = hn::Eq(sizes, Of(19));
    const auto known = hn::Or(is_day, hn::Or(hn::Eq(sizes, Of(16)), has_seconds));
    const auto clock_text = hn::Load(d, loaded.clocks.data() + at);
    const Days days = ReadDays(hn::Load(d, loaded.dates.data() + at), clock_text, last);
    const auto midnight = hn::Or(hn::And(clock_text, Of(kDay)), Of(kClock & ~kDay));
    const Pairs clock = ReadPairs(hn::IfThenElse(is_day, midnight, clock_text), kClock, kMostClock);
    const Pairs seconds = ReadPairs(hn::IfThenElse(has_seconds, hn::Load(d, loaded.seconds.data() + at), Of(kSeconds)),
                                    kSeconds, kMostSeconds);
    const auto hour = clock.At<3>(), minute = clock.At<6>(), second = seconds.At<6>();
    const auto of_day = hn::Add(hn::Add(Times(hour, 3600), Times(minute, 60)), second);
    const auto good = hn::And(hn::And(hn::And(known, days.valid), hn::And(clock.plain, seconds.plain)),
                              hn::And(hn::Lt(hour, Of(24)), hn::Lt(hn::Max(minute, second), Of(60))));
    const auto all = hn::MulEven(hn::BitCast(Halves(), days.days), hn::BitCast(Halves(), Of(kSecondsPerDay)));
    const auto time = hn::Add(hn::Sub(all, Of(kEpoch * kSecondsPerDay)), of_day);
    return hn::IfThenElse(good, time, Of(static_cast<std::uint64_t>(kNoIsoTime)));
}

void ReadIsoColumn(const FieldColumn& fields, std::int64_t* times) {
    const Words d;
    Loaded loaded;
    LastDay last;
    for (std::size_t from = 0; from < fields.rows; from += kRowsTogether) {
        const std::size_t rows = std::min(kRowsTogether, fields.rows - from);
        Load(fields, from, rows, loaded);
        for (std::size_t i = 0; i < rows; i += hn::Lanes(d)) {
            hn::StoreU(TimesOf(loaded, i, last), d, reinterpret_cast<std::uint64_t*>(times + from + i));
        }
    }
}

#endif

}  // namespace
}  // namespace rfmeans::ingest::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::ingest {

HWY_EXPORT(ReadIsoColumn);

void read_iso_column(const FieldColumn& fields, ValueColumn& times) {
    make_room(fields.rows, times);
    HWY_DYNAMIC_DISPATCH(ReadIsoColumn)(fields, times.data());
}

}  // namespace rfmeans::ingest
#endif
