#include "ingest/simd_rows.hpp"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/simd_rows.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::ingest::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Values = hn::CappedTag<std::int64_t, kColumnSlack>;

void Multiply(const std::int64_t* a, const std::int64_t* b, std::size_t rows, std::int64_t* products) {
#if HWY_TARGET == HWY_SCALAR
    for (std::size_t row = 0; row < rows; ++row) {
        products[row] =
            static_cast<std::int64_t>(static_cast<std::uint64_t>(a[row]) * static_cast<std::uint64_t>(b[row]));
    }
#else
    const Values d;
    const hn::Repartition<std::uint32_t, Values> halves;
    for (std::size_t row = 0; row < rows; row += hn::Lanes(d)) {
        const auto x = hn::BitCast(halves, hn::LoadU(d, a + row)), y = hn::BitCast(halves, hn::LoadU(d, b + row));
        hn::StoreU(hn::BitCast(d, hn::MulEven(x, y)), d, products + row);
    }
#endif
}

void MarkChanges(std::span<const ValueColumn* const> columns, std::size_t rows, std::uint64_t* bits) {
    const Values d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t row = 0; row < rows; row += lanes) {
        auto differing = hn::Zero(d);
        for (const ValueColumn* column : columns) {
            const std::int64_t* const value = column->data() + row;
            // The first vector is compared with itself: of its rows, bits are set below.
            const std::int64_t* const before = value - (row == 0 ? 0 : 1);
            differing = hn::Or(differing, hn::Xor(hn::LoadU(d, value), hn::LoadU(d, before)));
        }
        std::array<std::uint8_t, 8> part{};
        hn::StoreMaskBits(d, hn::Ne(differing, hn::Zero(d)), part.data());
        bits[row / 64] |= std::uint64_t{part[0]} << (row % 64);
    }
    bits[0] |= 1;
    for (std::size_t row = 1; row < std::min(rows, lanes); ++row) {
        for (const ValueColumn* column : columns) {
            bits[0] |= std::uint64_t{(*column)[row] != (*column)[row - 1]} << row;
        }
    }
}

ValueRange RangeOf(const std::int64_t* values, std::size_t rows) {
    const Values d;
    const std::size_t lanes = hn::Lanes(d), whole = rows / lanes * lanes;
    auto least = hn::Set(d, values[0]), most = least;
    for (std::size_t row = 0; row < whole; row += lanes) {
        const auto v = hn::LoadU(d, values + row);
        least = hn::Min(least, v);
        most = hn::Max(most, v);
    }
    ValueRange range{hn::GetLane(hn::MinOfLanes(d, least)), hn::GetLane(hn::MaxOfLanes(d, most))};
    for (std::size_t row = whole; row < rows; ++row) {
        range = {std::min(range.least, values[row]), std::max(range.most, values[row])};
    }
    return range;
}

}  // namespace
}  // namespace rfmeans::ingest::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::ingest {

HWY_EXPORT(Multiply);
HWY_EXPORT(MarkChanges);
HWY_EXPORT(RangeOf);

void multiply_columns(const ValueColumn& a, const ValueColumn& b, std::size_t rows, ValueColumn& products) {
    make_room(rows, products);
    HWY_DYNAMIC_DISPATCH(Multiply)(a.data(), b.data(), rows, products.data());
}

void mark_changes(std::span<const ValueColumn* const> columns, std::size_t rows, RowBits& changes) {
    changes.reset(rows);
    HWY_DYNAMIC_DISPATCH(MarkChanges)(columns, rows, changes.words().data());
}

ValueRange range_of(const ValueColumn& column, std::size_t rows) {
    return HWY_DYNAMIC_DISPATCH(RangeOf)(column.data(), rows);
}

}  // namespace rfmeans::ingest
#endif
