#include "report/histogram.hpp"

#include <algorithm>
#include <cmath>

#include "report/plain_text.hpp"

namespace rfmeans::report {
namespace {

constexpr std::size_t kBins = 24;
constexpr double kSkewed = 8;      // the upper half reaches so many times further than the lower half
constexpr double kOutlying = 0.5;  // outliers stretch the middle 99 % by more than this share

struct Shape {
    double min, low, median, high, max;  ///< low and high bound the middle 99 %
};

Shape shape_of(const std::vector<double>& sorted) {
    const auto at = [&](double share) {
        return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
    };
    return {sorted.front(), at(0.005), at(0.5), at(0.995), sorted.back()};
}

std::vector<double> one_bin_per_value(const Shape& shape) {
    std::vector<double> edges;
    for (double edge = shape.min - 0.5; edge < shape.max + 1; edge += 1) {
        edges.push_back(edge);
    }
    return edges;
}

/// Equal steps of log(1 + x/unit): about linear below the unit, so zeros have a place.
std::vector<double> growing_bins(const Shape& shape, bool whole) {
    const double unit = whole ? 1 : shape.median > 0 ? shape.median / 10 : shape.max / 1000;
    const double first = std::log1p(shape.min / unit);
    const double step = (std::log1p(shape.max / unit) - first) / static_cast<double>(kBins);
    std::vector<double> edges;
    for (std::size_t i = 0; i <= kBins; ++i) {
        const double edge = i == 0       ? shape.min
                            : i == kBins ? shape.max
                                         : unit * std::expm1(first + static_cast<double>(i) * step);
        edges.push_back(whole ? std::floor(edge) + (i == kBins ? 0.5 : -0.5) : edge);
    }
    return edges;
}

std::vector<double> equal_bins(const Shape& shape, bool whole) {
    const double outside = std::max(shape.max - shape.high, shape.low - shape.min);
    const bool cut = shape.high > shape.low && outside > kOutlying * (shape.high - shape.low);
    const double low = cut ? shape.low : shape.min;
    const double high = cut ? shape.high : shape.max;
    const auto bins = static_cast<double>(kBins - 2);
    const double width = whole ? std::max(1.0, std::ceil((high - low + 1) / bins)) : (high - low) / bins;
    const double first = whole ? low - 0.5 : low;
    std::vector<double> edges = {whole ? shape.min - 0.5 : shape.min};
    for (std::size_t i = 0; i <= kBins - 2; ++i) {
        edges.push_back(first + static_cast<double>(i) * width);
    }
    edges.back() = std::max(edges.back(), high);
    edges.push_back(whole ? shape.max + 0.5 : shape.max);
    return edges;
}

}  // namespace

Histogram make_histogram(std::vector<double> values) {
    Histogram histogram;
    values.erase(std::remove_if(values.begin(), values.end(), [](double x) { return !std::isfinite(x); }),
                 values.end());
    if (values.empty()) {
        return histogram;
    }
    std::sort(values.begin(), values.end());
    const Shape shape = shape_of(values);
    // Beyond 2^50 a half is no longer exact beside a whole number.
    histogram.whole = std::max(std::fabs(shape.min), std::fabs(shape.max)) < 0x1p50 &&
                      std::all_of(values.begin(), values.end(), [](double x) { return x == std::floor(x); });
    histogram.logarithmic = shape.min >= 0 && shape.max - shape.median > kSkewed * (shape.median - shape.min);
    if (histogram.whole && shape.max - shape.min < static_cast<double>(kBins)) {
        histogram.logarithmic = false;
        histogram.edges = one_bin_per_value(shape);
    } else if (histogram.logarithmic) {
        histogram.edges = growing_bins(shape, histogram.whole);
    } else {
        histogram.edges = equal_bins(shape, histogram.whole);
    }
    auto& edges = histogram.edges;
    for (double& edge : edges) {
        edge = std::min(edge, edges.back());
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    if (edges.size() == 1) {
        edges.push_back(edges.front());
    }
    histogram.counts.resize(edges.size() - 1);
    for (const double value : values) {
        const auto above = std::upper_bound(edges.begin(), edges.end(), value) - edges.begin();
        const auto bin = std::clamp<std::ptrdiff_t>(above - 1, 0, static_cast<std::ptrdiff_t>(edges.size()) - 2);
        ++histogram.counts[static_cast<std::size_t>(bin)];
    }
    return histogram;
}

std::string bin_text(const Histogram& histogram, std::size_t bin) {
    const double from = histogram.whole ? std::ceil(histogram.edges[bin]) : histogram.edges[bin];
    const double to = histogram.whole ? std::floor(histogram.edges[bin + 1]) : histogram.edges[bin + 1];
    if (from >= to) {
        return short_text(from);
    }
    return short_text(from) + " to " + short_text(to);
}

}  // namespace rfmeans::report
