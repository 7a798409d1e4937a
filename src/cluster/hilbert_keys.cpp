#include "cluster/hilbert_keys.hpp"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/hilbert_keys.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::ScalableTag<float>;
using Ints = hn::RebindToSigned<Floats>;
using Words = hn::RebindToUnsigned<Floats>;
using FloatVector = hn::Vec<Floats>;
using WordVector = hn::Vec<Words>;

/// One vector of points from rows to columns.
template <std::size_t kDims>
HWY_INLINE void LoadColumns(const float* rows, FloatVector* columns) {
    const Floats floats;
    if constexpr (kDims == 2) {
        hn::LoadInterleaved2(floats, rows, columns[0], columns[1]);
    } else if constexpr (kDims == 3) {
        hn::LoadInterleaved3(floats, rows, columns[0], columns[1], columns[2]);
    } else if constexpr (kDims == 4) {
        hn::LoadInterleaved4(floats, rows, columns[0], columns[1], columns[2], columns[3]);
    } else {
        HWY_ALIGN float column[hn::MaxLanes(Floats())];
        for (std::size_t d = 0; d < kDims; ++d) {
            for (std::size_t i = 0; i < hn::Lanes(floats); ++i) {
                column[i] = rows[i * kDims + d];
            }
            columns[d] = hn::Load(floats, column);
        }
    }
}

/// numerics::hilbert_key on every lane, step by step.
template <std::size_t kDims>
HWY_INLINE WordVector KeysOfCells(WordVector* cell) {
    const Words words;
    constexpr int kBits = numerics::hilbert_bits(static_cast<int>(kDims));
    for (int b = kBits - 1; b > 0; --b) {
        const WordVector bit = hn::Set(words, std::uint32_t{1} << b);
        const WordVector lower = hn::Set(words, (std::uint32_t{1} << b) - 1);
        for (std::size_t d = 0; d < kDims; ++d) {
            const auto set = hn::TestBit(cell[d], bit);
            const WordVector exchanged = hn::And(hn::Xor(cell[0], cell[d]), lower);
            cell[0] = hn::Xor(cell[0], hn::IfThenElse(set, lower, exchanged));
            if (d > 0) {  // with itself dimension 0 exchanges nothing
                cell[d] = hn::Xor(cell[d], hn::IfThenZeroElse(set, exchanged));
            }
        }
    }
    for (std::size_t d = 1; d < kDims; ++d) {
        cell[d] = hn::Xor(cell[d], cell[d - 1]);
    }
    WordVector flips = hn::Zero(words);
    for (int b = kBits - 1; b > 0; --b) {
        const auto set = hn::TestBit(cell[kDims - 1], hn::Set(words, std::uint32_t{1} << b));
        flips = hn::Xor(flips, hn::IfThenElseZero(set, hn::Set(words, (std::uint32_t{1} << b) - 1)));
    }
    WordVector key = hn::Zero(words);
    for (std::size_t d = 0; d < kDims; ++d) {
        cell[d] = hn::Xor(cell[d], flips);
    }
    for (int b = kBits - 1; b >= 0; --b) {
        for (std::size_t d = 0; d < kDims; ++d) {
            const WordVector bit = hn::And(hn::ShiftRightSame(cell[d], b), hn::Set(words, 1));
            key = hn::Or(hn::ShiftLeft<1>(key), bit);
        }
    }
    return key;
}

template <std::size_t kDims>
HWY_INLINE WordVector KeysOfRows(const float* rows, const numerics::HilbertAxis* axes) {
    const Floats floats;
    const Ints ints;
    const Words words;
    FloatVector columns[kDims];
    LoadColumns<kDims>(rows, columns);
    WordVector cell[kDims];
    for (std::size_t d = 0; d < kDims; ++d) {
        const auto from_lowest = hn::Sub(columns[d], hn::Set(floats, axes[d].lowest));
        const auto scaled = hn::Mul(from_lowest, hn::Set(floats, axes[d].cells_per_step));
        cell[d] = hn::Min(hn::BitCast(words, hn::ConvertTo(ints, scaled)), hn::Set(words, axes[d].last_cell));
    }
    return KeysOfCells<kDims>(cell);
}

template <std::size_t kDims>
void KeysInDims(const float* rows, const numerics::HilbertAxis* axes, std::span<std::uint32_t> keys) {
    const Words words;
    const std::size_t lanes = hn::Lanes(words);
    std::size_t i = 0;
    for (; i + lanes <= keys.size(); i += lanes) {
        hn::StoreU(KeysOfRows<kDims>(rows + i * kDims, axes), words, keys.data() + i);
    }
    if (i < keys.size()) {  // the rest in a block of its own: nothing beyond the rows is read
        HWY_ALIGN std::array<float, hn::MaxLanes(Floats()) * kDims> last_rows;
        HWY_ALIGN std::array<std::uint32_t, hn::MaxLanes(Words())> last_keys;
        last_rows.fill(axes[0].lowest);
        std::copy_n(rows + i * kDims, (keys.size() - i) * kDims, last_rows.begin());
        hn::StoreU(KeysOfRows<kDims>(last_rows.data(), axes), words, last_keys.data());
        std::copy_n(last_keys.begin(), keys.size() - i, keys.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

void HilbertKeys(const float* rows, std::span<const numerics::HilbertAxis> axes, std::span<std::uint32_t> keys) {
    static_assert(numerics::kHilbertDims == 5);
    switch (axes.size()) {
        case 1:
            return KeysInDims<1>(rows, axes.data(), keys);
        case 2:
            return KeysInDims<2>(rows, axes.data(), keys);
        case 3:
            return KeysInDims<3>(rows, axes.data(), keys);
        case 4:
            return KeysInDims<4>(rows, axes.data(), keys);
        default:
            return KeysInDims<5>(rows, axes.data(), keys);
    }
}

}  // namespace
}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::cluster {

HWY_EXPORT(HilbertKeys);

std::vector<numerics::HilbertAxis> hilbert_axes(const Box& box) {
    std::vector<numerics::HilbertAxis> axes;
    for (std::size_t d = 0; d < box.lowest.size(); ++d) {
        axes.push_back(numerics::hilbert_axis(box.lowest[d], box.highest[d], static_cast<int>(box.lowest.size())));
    }
    return axes;
}

void hilbert_keys(const float* rows, std::span<const numerics::HilbertAxis> axes, std::span<std::uint32_t> keys) {
    HWY_DYNAMIC_DISPATCH(HilbertKeys)(rows, axes, keys);
}

}  // namespace rfmeans::cluster
#endif
