#include "cluster/fit_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_set>

#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/numerics/weights.hpp"

namespace rfmeans::cluster {
namespace {

/// Sums stay in int64 and scatters in 128 bits while W < 2^40/√D, that is W²·D < 2^80.
void check_total_weight(const PointSet& points) {
    numerics::UInt128 total = 0;
    for (std::size_t i = 0; i < points.points(); ++i) {
        total += static_cast<std::uint64_t>(points.weight(i));
    }
    if (total == 0) {
        throw Error(Failure::content,
                    "no point is left to fit (every weight is 0, or there are no rows). Check the weights");
    }
    if (!numerics::total_weight_fits(total, points.dims())) {
        throw Error(
            Failure::content,
            fmt::format(
                "the total weight {:.4g} is too large for {} columns (exact sums need less than 2^40/sqrt({})). "
                "Scale the weights down",
                numerics::to_double(total), points.dims(), points.dims()));
    }
}

}  // namespace

FitPoints::FitPoints(const PointSet& points) : all_(&points) {
    RFMEANS_EXPECTS(points.weights.empty() || points.weights.size() == points.points());
    check_total_weight(points);
    const auto takes_part = [&](std::size_t row) { return points.weight(row) > 0; };
    some_left_out_ = std::ranges::any_of(points.weights, [](std::int64_t weight) { return weight == 0; });
    if (some_left_out_) {
        kept_.step_exponent = points.step_exponent;
        kept_.weight_exponent = points.weight_exponent;
        kept_.values.cols = points.dims();
        for (std::size_t i = 0; i < points.points(); ++i) {
            if (takes_part(i)) {
                const auto row = points.values.row(i);
                kept_.values.values.insert(kept_.values.values.end(), row.begin(), row.end());
                kept_.weights.push_back(points.weight(i));
            }
        }
        kept_.values.rows = kept_.weights.size();
    }
}

std::int64_t count_distinct(const PointSet& points, std::int64_t wanted) {
    // Coordinates are integers without −0, so equal points have equal bytes.
    std::unordered_set<std::string_view> seen;
    for (std::size_t i = 0; i < points.points() && static_cast<std::int64_t>(seen.size()) < wanted; ++i) {
        const auto row = std::as_bytes(points.values.row(i));
        seen.emplace(reinterpret_cast<const char*>(row.data()), row.size());
    }
    return static_cast<std::int64_t>(seen.size());
}

}  // namespace rfmeans::cluster

namespace rfmeans {

std::int64_t count_distinct_points(const PointSet& points) {
    const cluster::FitPoints fit(points);
    return cluster::count_distinct(fit.points(), std::numeric_limits<std::int64_t>::max());
}

}  // namespace rfmeans
