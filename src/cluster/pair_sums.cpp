#include "cluster/pair_sums.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/pair_sums.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "cluster/simd_tile-inl.hpp"
#include "rfmeans/numerics/referee.hpp"

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR
/// The fallback target has no halves of vectors.
void SumPairs(const TilePairs& pairs, TileSums& sums) {
    constexpr std::uint64_t kLow = (std::uint64_t{1} << numerics::kPairLowBits) - 1;
    const ClusteredPoints& points = pairs.points;
    const float* const tile = points.tiles.data() + pairs.tile * points.dims * kTilePoints;
    sums = {};
    for (std::size_t i = 0; i < kTilePoints; ++i) {
        for (auto j = static_cast<std::size_t>(pairs.first); j < static_cast<std::size_t>(pairs.end); ++j) {
            const float* const other = points.tiles.data() + ClusteredPoints::place(j, points.dims);
            float squared = 0;
            for (std::size_t d = 0; d < points.dims; ++d) {
                squared = numerics::add_square(squared, tile[d * kTilePoints + i], other[d * kTilePoints]);
            }
            const std::uint64_t units = numerics::pair_distance_in_units(squared);
            const auto weight = static_cast<std::uint64_t>(points.weight(j));
            sums.low[i] += weight * (units & kLow);
            sums.high[i] += weight * (units >> numerics::kPairLowBits);
        }
    }
}

#else
using Doubles = hn::Repartition<double, Floats>;
using Longs = hn::Repartition<std::uint64_t, Floats>;
using LongVector = hn::Vec<Longs>;

/// 2^52, and its bits. A sum of it and x in [0, 2^52) is rounded to a whole number, ties to even, which is then its
/// lower 52 bits.
constexpr double kWhole = 0x1p52;
constexpr std::uint64_t kWholeBits = 0x4330'0000'0000'0000;

/// numerics::pair_distance_in_units of a vector of squares, plus kWholeBits: a half vector each.
struct Units {
    LongVector lower;
    LongVector upper;

    HWY_INLINE explicit Units(FloatVector squares) {
        const Doubles doubles;
        const hn::Half<Floats> half;
        const FloatVector roots =
            hn::Mul(hn::Sqrt(squares), hn::Set(Floats(), static_cast<float>(numerics::kDistanceUnits)));
        const auto whole = hn::Set(doubles, kWhole);
        lower = hn::BitCast(Longs(), hn::Add(hn::PromoteTo(doubles, hn::LowerHalf(half, roots)), whole));
        upper = hn::BitCast(Longs(), hn::Add(hn::PromoteTo(doubles, hn::UpperHalf(half, roots)), whole));
    }
};

/// Sums over points of weight 1. (Without a constructor: that of an array would not be compiled for the target.)
class PlainSums {
public:
    HWY_INLINE void clear() {
        lower_ = hn::Zero(Longs());
        upper_ = hn::Zero(Longs());
    }

    HWY_INLINE void add(const Units& units, [[maybe_unused]] std::uint64_t weight) {
        lower_ = hn::Add(lower_, units.lower);
        upper_ = hn::Add(upper_, units.upper);
    }

    HWY_INLINE void store(std::uint64_t count, std::uint64_t* low, std::uint64_t* high) const {
        const LongVector extra = hn::Set(Longs(), count * kWholeBits);
        hn::StoreU(hn::Sub(lower_, extra), Longs(), low);
        hn::StoreU(hn::Sub(upper_, extra), Longs(), low + hn::Lanes(Longs()));
        hn::StoreU(hn::Zero(Longs()), Longs(), high);
        hn::StoreU(hn::Zero(Longs()), Longs(), high + hn::Lanes(Longs()));
    }

private:
    LongVector lower_;
    LongVector upper_;
};

/// Sums of any weights, in the two parts of numerics::join_pair_sums.
class WideSums {
public:
    HWY_INLINE void clear() {
        lower_.clear();
        upper_.clear();
    }

    HWY_INLINE void add(const Units& units, std::uint64_t weight) {
        const Weight factor(weight);
        lower_.add(units.lower, factor);
        upper_.add(units.upper, factor);
    }

    HWY_INLINE void store([[maybe_unused]] std::uint64_t count, std::uint64_t* low, std::uint64_t* high) const {
        hn::StoreU(lower_.low, Longs(), low);
        hn::StoreU(upper_.low, Longs(), low + hn::Lanes(Longs()));
        hn::StoreU(lower_.high, Longs(), high);
        hn::StoreU(upper_.high, Longs(), high + hn::Lanes(Longs()));
    }

private:
    /// Factors of numbers below 2^32; products are exact modulo 2^64.
    struct Weight {
        LongVector first;
        LongVector second;

        HWY_INLINE explicit Weight(std::uint64_t weight)
            : first(hn::Set(Longs(), weight & 0xFFFF'FFFF)), second(hn::Set(Longs(), weight >> 32)) {}

        HWY_INLINE LongVector times(LongVector value) const {
            const hn::Repartition<std::uint32_t, Longs> words;
            const auto bits = hn::BitCast(words, value);
            return hn::Add(hn::MulEven(bits, hn::BitCast(words, first)),
                           hn::ShiftLeft<32>(hn::MulEven(bits, hn::BitCast(words, second))));
        }
    };
    struct Parts {
        LongVector low;
        LongVector high;

        HWY_INLINE void clear() {
            low = hn::Zero(Longs());
            high = hn::Zero(Longs());
        }

        HWY_INLINE void add(LongVector units, const Weight& weight) {
            constexpr std::uint64_t kLow = (std::uint64_t{1} << numerics::kPairLowBits) - 1;
            const LongVector distance = hn::Sub(units, hn::Set(Longs(), kWholeBits));
            low = hn::Add(low, weight.times(hn::And(distance, hn::Set(Longs(), kLow))));
            high = hn::Add(high, weight.times(hn::ShiftRight<numerics::kPairLowBits>(distance)));
        }
    };

    Parts lower_;
    Parts upper_;
};

/// kDims 0: any number, known at run time.
template <std::size_t kDims, class Sums>
void SumTile(const TilePairs& pairs, TileSums& result) {
    constexpr std::size_t kCount = kManyRegisters ? 4 : 2;
    const Floats floats;
    const std::size_t lanes = hn::Lanes(floats);
    const ClusteredPoints& points = pairs.points;
    const std::size_t dims = kDims > 0 ? kDims : points.dims;
    const std::int64_t* const weights = points.weights.empty() ? nullptr : points.weights.data();
    for (std::size_t i = 0; i < kTilePoints; i += kCount * lanes) {
        const float* const tile = points.tiles.data() + pairs.tile * dims * kTilePoints + i;
        std::array<Sums, kCount> sums;
        for (Sums& sum : sums) {
            sum.clear();
        }
        for (auto j = static_cast<std::size_t>(pairs.first); j < static_cast<std::size_t>(pairs.end); ++j) {
            const float* const other = points.tiles.data() + ClusteredPoints::place(j, dims);
            std::array<FloatVector, kCount> squares;
            squares.fill(hn::Zero(floats));
            for (std::size_t d = 0; d < dims; ++d) {
                const FloatVector coordinate = hn::Set(floats, other[d * kTilePoints]);
                for (std::size_t v = 0; v < kCount; ++v) {
                    const FloatVector x = hn::LoadU(floats, tile + d * kTilePoints + v * lanes);
                    squares[v] = AddSquare(floats, squares[v], x, coordinate);
                }
            }
            const std::uint64_t weight = weights ? static_cast<std::uint64_t>(weights[j]) : 1;
            for (std::size_t v = 0; v < kCount; ++v) {
                sums[v].add(Units(squares[v]), weight);
            }
        }
        for (std::size_t v = 0; v < kCount; ++v) {
            sums[v].store(static_cast<std::uint64_t>(pairs.end - pairs.first), result.low.data() + i + v * lanes,
                          result.high.data() + i + v * lanes);
        }
    }
}

template <class Sums>
void SumTileOfDims(const TilePairs& pairs, TileSums& sums) {
    switch (pairs.points.dims) {
        case 1:
            return SumTile<1, Sums>(pairs, sums);
        case 2:
            return SumTile<2, Sums>(pairs, sums);
        case 3:
            return SumTile<3, Sums>(pairs, sums);
        case 4:
            return SumTile<4, Sums>(pairs, sums);
        case 5:
            return SumTile<5, Sums>(pairs, sums);
        default:
            return SumTile<0, Sums>(pairs, sums);
    }
}

void SumPairs(const TilePairs& pairs, TileSums& sums) {
    return pairs.points.sums == numerics::PairSums::bits64 ? SumTileOfDims<PlainSums>(pairs, sums)
                                                           : SumTileOfDims<WideSums>(pairs, sums);
}
#endif

}  // namespace
}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::cluster {

HWY_EXPORT(SumPairs);

void sum_pairs(const TilePairs& pairs, TileSums& sums) {
    HWY_DYNAMIC_DISPATCH(SumPairs)(pairs, sums);
}

}  // namespace rfmeans::cluster
#endif
