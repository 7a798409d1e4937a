// The referee on a tile of points, included once a target: for a number of dimensions known to the compiler, and for
// any.
#if defined(RFMEANS_SIMD_TILE_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef RFMEANS_SIMD_TILE_INL
#undef RFMEANS_SIMD_TILE_INL
#else
#define RFMEANS_SIMD_TILE_INL
#endif

#include <hwy/highway.h>

#include <array>
#include <limits>

#include "cluster/simd_chain-inl.hpp"
#include "cluster/simd_nearest.hpp"

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {

using Floats = hwy::HWY_NAMESPACE::CappedTag<float, kTilePoints>;
using Ints = hwy::HWY_NAMESPACE::RebindToSigned<Floats>;
using FloatVector = hwy::HWY_NAMESPACE::Vec<Floats>;
using IntVector = hwy::HWY_NAMESPACE::Vec<Ints>;

/// AVX-512 and NEON have 32 vector registers, the others 16 or fewer.
inline constexpr bool kManyRegisters = HWY_TARGET <= HWY_AVX3 || HWY_ARCH_ARM_A64;

/// Vectors of points that are scored together: as many as their coordinates, scores and labels leave in registers.
template <std::size_t kDims>
inline constexpr std::size_t kVectorsAtOnce = kManyRegisters ? 4 : (kDims <= 3 ? 2 : 1);

/// The nearest centroid so far of kCount vectors of points.
template <std::size_t kCount>
struct Best {
    std::array<FloatVector, kCount> distance;
    std::array<IntVector, kCount> label;

    HWY_INLINE Best() {
        distance.fill(hwy::HWY_NAMESPACE::Set(Floats(), std::numeric_limits<float>::infinity()));
        label.fill(hwy::HWY_NAMESPACE::Zero(Ints()));
    }

    /// Strictly less, centroids ascending: the lowest index wins a tie.
    HWY_INLINE void offer(std::size_t v, FloatVector d2, IntVector index) {
        namespace hn = hwy::HWY_NAMESPACE;
        const auto closer = hn::Lt(d2, distance[v]);
        distance[v] = hn::Min(d2, distance[v]);
        label[v] = hn::IfThenElse(hn::RebindMask(Ints(), closer), index, label[v]);
    }

    HWY_INLINE void store(std::int32_t* labels, float* distances) const {
        namespace hn = hwy::HWY_NAMESPACE;
        for (std::size_t v = 0; v < kCount; ++v) {
            hn::StoreU(label[v], Ints(), labels + v * hn::Lanes(Ints()));
            if (distances) {
                hn::StoreU(distance[v], Floats(), distances + v * hn::Lanes(Floats()));
            }
        }
    }
};

/// The chain's first link: fma(t, t, 0) and t·t are the same number.
HWY_INLINE FloatVector FirstSquare(FloatVector x, FloatVector c) {
    const FloatVector t = hwy::HWY_NAMESPACE::Sub(x, c);
    return hwy::HWY_NAMESPACE::Mul(t, t);
}

/// A tile's points stay in registers, the centroids pass by: kDims <= 4.
template <std::size_t kDims>
HWY_INLINE void NearestInTile(const float* tile, const float* centroids, std::size_t k, std::int32_t* labels,
                              float* distances) {
    namespace hn = hwy::HWY_NAMESPACE;
    constexpr std::size_t kCount = kVectorsAtOnce<kDims>;
    const Floats floats;
    const std::size_t lanes = hn::Lanes(floats);
    for (std::size_t i = 0; i < kTilePoints; i += kCount * lanes) {
        std::array<std::array<FloatVector, kCount>, kDims> x;
        for (std::size_t d = 0; d < kDims; ++d) {
            for (std::size_t v = 0; v < kCount; ++v) {
                x[d][v] = hn::LoadU(floats, tile + d * kTilePoints + i + v * lanes);
            }
        }
        Best<kCount> best;
        const float* c = centroids;
        IntVector index = hn::Zero(Ints());
        for (std::size_t j = 0; j < k; ++j, c += kDims) {
            std::array<FloatVector, kCount> d2;
            for (std::size_t v = 0; v < kCount; ++v) {
                d2[v] = FirstSquare(x[0][v], hn::Set(floats, c[0]));
            }
            for (std::size_t d = 1; d < kDims; ++d) {
                for (std::size_t v = 0; v < kCount; ++v) {
                    d2[v] = AddSquare(floats, d2[v], x[d][v], hn::Set(floats, c[d]));
                }
            }
            for (std::size_t v = 0; v < kCount; ++v) {
                best.offer(v, d2[v], index);
            }
            // Counted in a vector: a number that comes from an integer register costs as much as the comparison.
            index = hn::Add(index, hn::Set(Ints(), 1));
        }
        best.store(labels + i, distances ? distances + i : nullptr);
    }
}

/// Scores kCentroids centroids together: a loaded coordinate serves them all. `index`: the first of them; moved on.
template <std::size_t kCentroids, std::size_t kCount>
HWY_INLINE void OfferCentroids(const float* points, const float* c, std::size_t dims, IntVector& index,
                               Best<kCount>& best) {
    namespace hn = hwy::HWY_NAMESPACE;
    const Floats floats;
    std::array<std::array<FloatVector, kCount>, kCentroids> d2;
    for (auto& row : d2) {
        row.fill(hn::Zero(floats));
    }
    for (std::size_t d = 0; d < dims; ++d) {
        std::array<FloatVector, kCount> x;
        for (std::size_t v = 0; v < kCount; ++v) {
            x[v] = hn::LoadU(floats, points + d * kTilePoints + v * hn::Lanes(floats));
        }
        for (std::size_t j = 0; j < kCentroids; ++j) {
            const FloatVector coordinate = hn::Set(floats, c[j * dims + d]);
            for (std::size_t v = 0; v < kCount; ++v) {
                d2[j][v] = AddSquare(floats, d2[j][v], x[v], coordinate);
            }
        }
    }
    for (std::size_t j = 0; j < kCentroids; ++j) {
        for (std::size_t v = 0; v < kCount; ++v) {
            best.offer(v, d2[j][v], index);
        }
        index = hn::Add(index, hn::Set(Ints(), 1));
    }
}

/// kDims 0: any number, known at run time.
template <std::size_t kDims>
HWY_INLINE void NearestInTileBlocked(const float* tile, std::size_t run_time_dims, const float* centroids,
                                     std::size_t k, std::int32_t* labels, float* distances) {
    const std::size_t dims = kDims > 0 ? kDims : run_time_dims;
    constexpr std::size_t kCount = kManyRegisters ? 4 : 2;
    constexpr std::size_t kCentroids = 4;
    const std::size_t step = kCount * hwy::HWY_NAMESPACE::Lanes(Floats());
    for (std::size_t i = 0; i < kTilePoints; i += step) {
        Best<kCount> best;
        IntVector index = hwy::HWY_NAMESPACE::Zero(Ints());
        std::size_t j = 0;
        for (; j + kCentroids <= k; j += kCentroids) {
            OfferCentroids<kCentroids>(tile + i, centroids + j * dims, dims, index, best);
        }
        for (; j < k; ++j) {
            OfferCentroids<1>(tile + i, centroids + j * dims, dims, index, best);
        }
        best.store(labels + i, distances ? distances + i : nullptr);
    }
}

}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
