// The referee's chain on SIMD vectors, and masks as bits, included once a target.
#if defined(RFMEANS_SIMD_CHAIN_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef RFMEANS_SIMD_CHAIN_INL
#undef RFMEANS_SIMD_CHAIN_INL
#else
#define RFMEANS_SIMD_CHAIN_INL
#endif

#include <hwy/highway.h>

#include <cmath>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {

/// acc + (x − c)², the square and the sum rounded once together: numerics::add_square on every lane.
template <class Tag, class Vector>
HWY_INLINE Vector AddSquare([[maybe_unused]] Tag tag, Vector acc, Vector x, Vector c) {
    namespace hn = hwy::HWY_NAMESPACE;
    const Vector t = hn::Sub(x, c);
#if HWY_NATIVE_FMA
    return hn::MulAdd(t, t, acc);
#else
    HWY_ALIGN float factors[hn::MaxLanes(Tag())];
    HWY_ALIGN float sums[hn::MaxLanes(Tag())];
    hn::Store(t, tag, factors);
    hn::Store(acc, tag, sums);
    for (std::size_t lane = 0; lane < hn::Lanes(tag); ++lane) {
        sums[lane] = std::fmaf(factors[lane], factors[lane], sums[lane]);
    }
    return hn::Load(tag, sums);
#endif
}

/// Bit i is lane i, of at most 16 lanes.
template <class Tag, class Mask>
HWY_INLINE unsigned LaneBits(Tag tag, Mask mask) {
    std::uint8_t bits[8] = {};
    hwy::HWY_NAMESPACE::StoreMaskBits(tag, mask, bits);
    return bits[0] | static_cast<unsigned>(bits[1]) << 8U;
}

}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
