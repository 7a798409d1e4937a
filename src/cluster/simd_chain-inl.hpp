// The referee's chain on SIMD vectors, included once a target.
#if defined(RFMEANS_SIMD_CHAIN_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef RFMEANS_SIMD_CHAIN_INL
#undef RFMEANS_SIMD_CHAIN_INL
#else
#define RFMEANS_SIMD_CHAIN_INL
#endif

#include <hwy/highway.h>

#include <cmath>

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

}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
