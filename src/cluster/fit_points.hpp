#pragma once

#include "rfmeans/points.hpp"

namespace rfmeans::cluster {

/// The points that take part in a fit: those of weight >= 1, in row order. Refers to the input where all take part.
class FitPoints {
public:
    /// Error{content} where no weight is positive or the total weight reaches 2^40/√dims.
    explicit FitPoints(const PointSet& points);

    [[nodiscard]] const PointSet& points() const { return some_left_out_ ? kept_ : *all_; }
    [[nodiscard]] bool some_left_out() const { return some_left_out_; }

private:
    const PointSet* all_;
    PointSet kept_;
    bool some_left_out_ = false;
};

/// Whether the points hold at least `wanted` different ones; all weights count as positive.
[[nodiscard]] std::int64_t count_distinct(const PointSet& points, std::int64_t wanted);

}  // namespace rfmeans::cluster
