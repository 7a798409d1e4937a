// numerics/box_filter.hpp for sixteen nodes of the tile tree at once, included once a target.
#if defined(RFMEANS_NODE_FILTER_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef RFMEANS_NODE_FILTER_INL
#undef RFMEANS_NODE_FILTER_INL
#else
#define RFMEANS_NODE_FILTER_INL
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <span>
#include <vector>

#include "cluster/simd_chain-inl.hpp"
#include "cluster/tile_tree.hpp"
#include "rfmeans/numerics/box_filter.hpp"

HWY_BEFORE_NAMESPACE();
namespace rfmeans::cluster::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, kFanOut>;
using FloatVector = hn::Vec<Floats>;
using FloatMask = hn::Mask<Floats>;

/// Which candidates survive in which nodes of a group.
template <std::size_t kDims>
class NodeFilter {
public:
    /// Centroids [k, kDims], which must outlive this.
    NodeFilter(const float* centroids, std::size_t k)
        : centroids_(centroids),
          margin_(numerics::box_filter_margin(static_cast<int>(kDims))),
          distances_(k * hn::MaxLanes(Floats())) {}

    /// For each candidate [candidates], ascending: a bit for each node of the group that starts at `first`.
    void test(const TileLevel& level, std::size_t first, std::span<const std::int32_t> candidates,
              std::uint16_t* masks) {
        switch (candidates.size()) {
            case 2:
                return test_pairs<2>(level, first, candidates.data(), masks);
            case 3:
                return test_pairs<3>(level, first, candidates.data(), masks);
            case 4:
                return test_pairs<4>(level, first, candidates.data(), masks);
            default:
                std::fill_n(masks, candidates.size(), std::uint16_t{0});
                for (std::size_t lane = 0; lane < kFanOut; lane += hn::Lanes(Floats())) {
                    test_against_nearest(level, first, lane, candidates, masks);
                }
        }
    }

private:
    struct Boxes {
        FloatVector centre[kDims];
        FloatVector half[kDims];
        FloatVector twice_squared_half;
    };

    static HWY_INLINE void load(const TileLevel& level, std::size_t first, std::size_t lane, Boxes& boxes) {
        const Floats floats;
        for (std::size_t d = 0; d < kDims; ++d) {
            boxes.centre[d] = hn::LoadU(floats, level.centre(first) + d * kFanOut + lane);
            boxes.half[d] = hn::LoadU(floats, level.half(first) + d * kFanOut + lane);
        }
        const FloatVector squared_half = hn::LoadU(floats, level.squared_half(first) + lane);
        boxes.twice_squared_half = hn::Add(squared_half, squared_half);
    }

    [[nodiscard]] const float* centroid(std::int32_t j) const {
        return centroids_ + static_cast<std::size_t>(j) * kDims;
    }

    static HWY_INLINE FloatVector distance_to(const Boxes& boxes, const float* centroid) {
        const Floats floats;
        FloatVector distance = hn::Zero(floats);
        for (std::size_t d = 0; d < kDims; ++d) {
            distance = AddSquare(floats, distance, boxes.centre[d], hn::Set(floats, centroid[d]));
        }
        return distance;
    }

    /// Few candidates: every one against every other.
    template <std::size_t kCandidates>
    HWY_INLINE void test_pairs(const TileLevel& level, std::size_t first, const std::int32_t* candidates,
                               std::uint16_t* masks) const {
        const Floats floats;
        unsigned kept[kCandidates] = {};
        for (std::size_t lane = 0; lane < kFanOut; lane += hn::Lanes(floats)) {
            Boxes boxes;
            load(level, first, lane, boxes);
            FloatVector distances[kCandidates];
            FloatMask dropped[kCandidates];
            for (std::size_t c = 0; c < kCandidates; ++c) {
                distances[c] = distance_to(boxes, centroid(candidates[c]));
                dropped[c] = hn::FirstN(floats, 0);
            }
            for (std::size_t i = 0; i < kCandidates; ++i) {
                for (std::size_t j = i + 1; j < kCandidates; ++j) {
                    FloatVector reach = hn::Zero(floats);
                    for (std::size_t d = 0; d < kDims; ++d) {
                        const float apart = centroid(candidates[j])[d] - centroid(candidates[i])[d];
                        reach = hn::MulAdd(hn::Abs(hn::Set(floats, apart)), boxes.half[d], reach);
                    }
                    const FloatVector lead = hn::Sub(distances[j], distances[i]);
                    const FloatVector doubt =
                        hn::Mul(hn::Set(floats, margin_),
                                hn::Add(hn::Add(distances[j], distances[i]), boxes.twice_squared_half));
                    const FloatMask decided = hn::Gt(hn::Sub(hn::Abs(lead), hn::Add(reach, reach)), doubt);
                    const FloatMask ahead = hn::Gt(lead, hn::Zero(floats));
                    dropped[j] = hn::Or(dropped[j], hn::And(decided, ahead));
                    dropped[i] = hn::Or(dropped[i], hn::AndNot(ahead, decided));
                }
            }
            for (std::size_t c = 0; c < kCandidates; ++c) {
                kept[c] |= (~LaneBits(floats, dropped[c]) & ((1U << hn::Lanes(floats)) - 1U)) << lane;
            }
        }
        for (std::size_t c = 0; c < kCandidates; ++c) {
            masks[c] = static_cast<std::uint16_t>(kept[c]);
        }
    }

    /// Many candidates: each against the one that is nearest to the box's centre.
    void test_against_nearest(const TileLevel& level, std::size_t first, std::size_t lane,
                              std::span<const std::int32_t> candidates, std::uint16_t* masks) {
        const Floats floats;
        const std::size_t lanes = hn::Lanes(floats);
        Boxes boxes;
        load(level, first, lane, boxes);
        FloatVector nearest[kDims];
        for (std::size_t d = 0; d < kDims; ++d) {
            nearest[d] = hn::Set(floats, centroid(candidates[0])[d]);
        }
        FloatVector best = distance_to(boxes, centroid(candidates[0]));
        hn::StoreU(best, floats, distances_.data());
        for (std::size_t c = 1; c < candidates.size(); ++c) {
            const float* const candidate = centroid(candidates[c]);
            const FloatVector distance = distance_to(boxes, candidate);
            hn::StoreU(distance, floats, distances_.data() + c * lanes);
            const auto closer = hn::Lt(distance, best);
            best = hn::IfThenElse(closer, distance, best);
            for (std::size_t d = 0; d < kDims; ++d) {
                nearest[d] = hn::IfThenElse(closer, hn::Set(floats, candidate[d]), nearest[d]);
            }
        }
        const FloatVector best_and_box = hn::Add(best, boxes.twice_squared_half);
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            const float* const candidate = centroid(candidates[c]);
            FloatVector reach = hn::Zero(floats);
            for (std::size_t d = 0; d < kDims; ++d) {
                const auto apart = hn::Abs(hn::Sub(hn::Set(floats, candidate[d]), nearest[d]));
                reach = hn::MulAdd(apart, boxes.half[d], reach);
            }
            const auto distance = hn::LoadU(floats, distances_.data() + c * lanes);
            const auto lead = hn::Sub(hn::Sub(distance, best), hn::Add(reach, reach));
            const auto doubt = hn::Mul(hn::Set(floats, margin_), hn::Add(distance, best_and_box));
            const unsigned kept = ~LaneBits(floats, hn::Gt(lead, doubt)) & ((1U << lanes) - 1U);
            masks[c] = static_cast<std::uint16_t>(masks[c] | kept << lane);
        }
    }

    const float* centroids_;
    float margin_;
    std::vector<float> distances_;  ///< [candidates, lanes] of one vector of boxes
};

}  // namespace rfmeans::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
