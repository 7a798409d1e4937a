// Float32 estimates that tell which clusters can be the nearest other one of a point (rule 6). They change no bit of
// the result: what they cannot separate, the arithmetic of the rule decides. For at most kPairDims dimensions.
#pragma once

#include <cmath>
#include <cstdint>

#include "rfmeans/numerics/host_device.hpp"

namespace rfmeans::numerics {

/// No centroid whose d² by the referee lies above it is nearer, by the chain in double, than that of the `lowest` d².
/// u = 2^−24: the referee's D + 2 roundings and the chain's, in double, leave d² right to g = 1.07·(D + 2)·u <= 1/14,
/// and 2^−129 where squares underflow. What is nearest has at most (1 + g)/(1 − g) <= 1 + 2.2·g times the lowest; this
/// allows 1 + 8·(D + 3)·u.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float highest_near_distance(float lowest, int dims) {
    return lowest * (1.0F + static_cast<float>(dims + 3) * 0x1p-21F) + 0x1p-100F;
}

/// The same of estimates v + |x − m|² of mean squared distances, by the referee's chain from acc = v: v the cluster's
/// variance, m its mean, |m| <= 2^23, each rounded to float32. m is right to 1/2 a coordinate, which moves the root of
/// an estimate by √D/2 at most (a triangle's sides), and so the lowest root against another by √D; this allows 1.25·√D,
/// and for roundings as above.
[[nodiscard]] RFMEANS_HOST_DEVICE inline float highest_near_mean(float lowest, int dims) {
    const float root = sqrtf(lowest) + 1.25F * sqrtf(static_cast<float>(dims));
    return root * root * (1.0F + static_cast<float>(dims + 4) * 0x1p-21F);
}

}  // namespace rfmeans::numerics
