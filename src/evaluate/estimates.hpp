// Plain sums in double that leave most clusters out before the exact arithmetic. They change no bit of the result.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace rfmeans::evaluate {

/// Squared distances of a point to the spots of some clusters, plus an offset of each cluster, in steps².
class Estimates {
public:
    /// Spots [dims][clusters], so that the loop over clusters is the inner one; offsets [clusters], >= 0.
    Estimates(std::size_t dims, std::vector<double> offsets)
        : clusters_(offsets.size()), spots_(dims * clusters_), offsets_(std::move(offsets)) {}

    double& spot(std::size_t c, std::size_t d) { return spots_[d * clusters_ + c]; }
    [[nodiscard]] std::size_t clusters() const { return clusters_; }

    /// `values` [>= clusters] takes the estimates.
    void estimate(std::span<const float> point, std::span<double> values) const {
        for (std::size_t c = 0; c < clusters_; ++c) {
            values[c] = offsets_[c];
        }
        for (std::size_t d = 0; d < point.size(); ++d) {
            const double x = point[d];
            const double* spots = spots_.data() + d * clusters_;
            for (std::size_t c = 0; c < clusters_; ++c) {
                const double off = x - spots[c];
                values[c] += off * off;
            }
        }
    }

    /// Whatever estimates above it cannot be the lowest value. Both are sums of terms >= 0 in double, so each is right
    /// to (D + 3)·2^−53 of its size, but for spots that are rounded themselves: |spot| < 2^24 is right to 2^−29, which
    /// moves a square root by at most √D·2^−29, and a value v by 2·√v·√D·2^−29 + D·2^−58 <= v·2^−21 + D·2^−36. For
    /// D <= 2^16 this is twice that and more.
    [[nodiscard]] static double highest_candidate(double lowest) { return lowest * (1 + 0x1p-16) + 0x1p-16; }

private:
    std::size_t clusters_;
    std::vector<double> spots_;
    std::vector<double> offsets_;
};

/// The lowest estimate of the clusters other than `own` (an index into them).
[[nodiscard]] inline double lowest_other(std::span<const double> values, std::size_t own) {
    double lowest = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < values.size(); ++c) {
        if (c != own && values[c] < lowest) {
            lowest = values[c];
        }
    }
    return lowest;
}

}  // namespace rfmeans::evaluate
