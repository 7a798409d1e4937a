#include "features/snap_weights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/numerics/weights.hpp"

namespace rfmeans::features {
namespace {

void check_weights(const std::vector<double>& raw, const WeightSource& source) {
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (!std::isfinite(raw[i]) || raw[i] < 0) {
            throw Error(Failure::content,
                        fmt::format("{} has the weight {} in column '{}' (a weight is a finite number >= 0; 0 leaves "
                                    "the point out of the fit). Correct it, or leave --weights out",
                                    source.place(i), raw[i], source.column));
        }
    }
}

bool total_fits(const std::vector<double>& raw, int exponent, std::size_t dims) {
    numerics::UInt128 total = 0;
    for (const double weight : raw) {
        total += static_cast<std::uint64_t>(numerics::weight_in_steps(weight, exponent));
    }
    return numerics::total_weight_fits(total, dims);
}

/// Whole numbers stay as they are where their total allows.
int choose_exponent(const std::vector<double>& raw, std::size_t dims) {
    const double largest = raw.empty() ? 0.0 : *std::ranges::max_element(raw);
    if (largest == 0) {
        return 0;
    }
    const int lowest = numerics::lowest_weight_exponent(largest);
    const bool whole = std::ranges::all_of(raw, [](double weight) { return weight == std::rint(weight); });
    int exponent = whole ? std::max(lowest, 0) : lowest;
    while (!total_fits(raw, exponent, dims)) {
        ++exponent;
    }
    return exponent;
}

}  // namespace

void snap_weights(const std::vector<double>& raw, const WeightSource& source, PointSet& points) {
    RFMEANS_EXPECTS(raw.size() == points.points());
    check_weights(raw, source);
    points.weight_exponent = choose_exponent(raw, points.dims());
    points.weights.resize(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        points.weights[i] = static_cast<std::int64_t>(numerics::weight_in_steps(raw[i], points.weight_exponent));
        if (points.weights[i] == 0 && raw[i] > 0) {
            throw Error(
                Failure::content,
                fmt::format("{} has the weight {} in column '{}', which is too small beside the others (exact "
                            "sums need steps of 2^{} = {:.3g} here). Set it to 0, or cut the largest weights",
                            source.place(i), raw[i], source.column, points.weight_exponent, points.weight_step()));
        }
    }
}

}  // namespace rfmeans::features
