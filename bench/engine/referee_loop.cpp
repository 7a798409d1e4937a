#include "bench/engine/referee_loop.hpp"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "bench/engine/referee_loop.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::bench::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kDims = 3;
constexpr std::size_t kOperations = 2 * kDims + 2;

/// Several vectors of points in flight hide the latency of a chain: four where there are 32 registers, as AVX-512 has,
/// three where there are 16. Each coordinate becomes c − x of itself, which no compiler may foresee in floating point,
/// so nothing is hoisted, and nothing is loaded either.
double RunRegisterLoop(double operations) {
    const hn::ScalableTag<float> floats;
    using Vector = hn::Vec<decltype(floats)>;
    constexpr bool kFour = hn::MaxLanes(floats) >= 16;
    const Vector centroid = hn::Set(floats, 0.25F);
    Vector x0 = hn::Iota(floats, 1.0F);
    Vector x1 = hn::Iota(floats, 2.0F);
    Vector x2 = hn::Iota(floats, 3.0F);
    Vector y0 = hn::Iota(floats, 4.0F);
    Vector y1 = hn::Iota(floats, 5.0F);
    Vector y2 = hn::Iota(floats, 6.0F);
    Vector z0 = hn::Iota(floats, 7.0F);
    Vector z1 = hn::Iota(floats, 8.0F);
    Vector z2 = hn::Iota(floats, 9.0F);
    Vector w0 = hn::Iota(floats, 10.0F);
    Vector w1 = hn::Iota(floats, 11.0F);
    Vector w2 = hn::Iota(floats, 12.0F);
    Vector nearest_x = hn::Set(floats, 1e30F);
    Vector nearest_y = nearest_x;
    Vector nearest_z = nearest_x;
    Vector nearest_w = nearest_x;
    const auto score = [&](Vector& a, Vector& b, Vector& c, Vector& nearest) HWY_ATTR {
        a = hn::Sub(centroid, a);
        b = hn::Sub(centroid, b);
        c = hn::Sub(centroid, c);
        const Vector distance = hn::MulAdd(c, c, hn::MulAdd(b, b, hn::MulAdd(a, a, hn::Zero(floats))));
        nearest = hn::IfThenElse(hn::Lt(distance, nearest), distance, nearest);
    };
    const double operations_a_step = static_cast<double>((kFour ? 4 : 3) * kOperations * hn::Lanes(floats));
    double done = 0;
    for (; done < operations; done += 64 * operations_a_step) {
        for (int step = 0; step < 64; ++step) {
            score(x0, x1, x2, nearest_x);
            score(y0, y1, y2, nearest_y);
            score(z0, z1, z2, nearest_z);
            if constexpr (kFour) {
                score(w0, w1, w2, nearest_w);
            }
        }
    }
    const Vector all = hn::Add(hn::Add(nearest_x, nearest_y), hn::Add(nearest_z, nearest_w));
    // Distances are not negative, but no compiler knows: the work above must be done.
    return hn::GetLane(all) < 0 ? 0 : done;
}

}  // namespace
}  // namespace rfmeans::bench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace rfmeans::bench {

HWY_EXPORT(RunRegisterLoop);

double run_register_loop(double operations) {
    return HWY_DYNAMIC_DISPATCH(RunRegisterLoop)(operations);
}

}  // namespace rfmeans::bench
#endif
