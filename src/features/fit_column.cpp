#include "features/fit_column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/numerics/moments.hpp"

namespace rfmeans::features {
namespace {

using numerics::Moments;
using numerics::SteppedColumn;

void winsorise(const std::vector<double>& raw, double percent, FeatureColumn& column) {
    SteppedColumn sorted = numerics::round_to_steps(raw);
    std::sort(sorted.steps.begin(), sorted.steps.end());
    column.lowest = std::max(column.lowest, numerics::quantile_of_sorted(sorted, percent / 100));
    column.highest = std::max(column.lowest, numerics::quantile_of_sorted(sorted, (100 - percent) / 100));
}

struct Range {
    double centre, scale;
};

Range measure_middle_half(SteppedColumn column) {
    std::sort(column.steps.begin(), column.steps.end());
    return {numerics::quantile_of_sorted(column, 0.5),
            numerics::quantile_of_sorted(column, 0.75) - numerics::quantile_of_sorted(column, 0.25)};
}

Range measure_extent(const SteppedColumn& column) {
    const auto [least, most] = std::minmax_element(column.steps.begin(), column.steps.end());
    return {std::ldexp(static_cast<double>(*least), column.exponent),
            std::ldexp(static_cast<double>(*most - *least), column.exponent)};
}

Range choose_scale(const SteppedColumn& steps, const Moments& moments, Scaling scaling) {
    switch (scaling) {
        case Scaling::none:
            return {moments.mean, 1.0};
        case Scaling::z:
            return {moments.mean, moments.deviation};
        case Scaling::robust:
            return measure_middle_half(steps);
        case Scaling::minmax:
            return measure_extent(steps);
    }
    return {moments.mean, 1.0};
}

void fit_scale(const std::vector<double>& transformed, Scaling scaling, FittedColumn& fitted) {
    FeatureColumn& column = fitted.column;
    const SteppedColumn steps = numerics::round_to_steps(transformed);
    const Moments moments = numerics::measure_moments(steps);
    if (moments.squares == 0) {
        column.centre = moments.mean;
        column.constant = true;
        fitted.warnings.push_back(fmt::format(
            "column '{}' has the same value {:.6g} everywhere (it cannot tell points apart and becomes 0). Leave it "
            "out of --features",
            column.name, column.raw(0)));
        return;
    }
    Range range = choose_scale(steps, moments, scaling);
    if (range.scale == 0) {
        range.scale = moments.deviation;
        fitted.warnings.push_back(fmt::format(
            "column '{}' has equal quartiles, so its inter-quartile range is 0 (over half of its values are "
            "equal): scaled by its standard deviation instead. Use --scale z for all columns",
            column.name));
    }
    column.centre = range.centre;
    column.scale = range.scale;
}

}  // namespace

void check_log1p(const std::vector<double>& raw, const FeatureColumn& column) {
    if (column.transform != Transform::log1p || column.constant || column.lowest > -1) {
        return;
    }
    const auto bad = std::find_if(raw.begin(), raw.end(),
                                  [&](double x) { return std::clamp(x, column.lowest, column.highest) <= -1; });
    if (bad != raw.end()) {
        throw Error(
            Failure::content,
            fmt::format("column '{}' holds {} (row {} of {}), which has no logarithm log1p(x) (x must be above -1). "
                        "Use --transform none, or leave the column out",
                        column.name, *bad, bad - raw.begin() + 1, raw.size()));
    }
}

FittedColumn fit_column(std::vector<double> raw, const ColumnSpec& spec) {
    FittedColumn fitted;
    FeatureColumn& column = fitted.column;
    column = {.name = spec.name, .transform = spec.transform, .lowest = spec.lowest};
    if (spec.winsorise > 0) {
        winsorise(raw, spec.winsorise, column);
    }
    check_log1p(raw, column);
    fitted.features = std::move(raw);
    // Centre 0 and scale 1 so far: feature() is the transform of the clamped value, bit for bit.
    for (double& value : fitted.features) {
        value = column.feature(value);
    }
    fit_scale(fitted.features, spec.scaling, fitted);
    for (double& value : fitted.features) {
        value = column.constant ? 0.0 : (value - column.centre) / column.scale;
    }
    if (!std::all_of(fitted.features.begin(), fitted.features.end(), [](double v) { return std::isfinite(v); })) {
        throw Error(Failure::content,
                    fmt::format("column '{}' spans more than a double holds (its features would be infinite). Use "
                                "--winsorise 1, or leave the column out",
                                column.name));
    }
    return fitted;
}

}  // namespace rfmeans::features
