#include "ingest/profile/histogram_edges.hpp"

#include <algorithm>
#include <cmath>

namespace rfmeans::ingest {
namespace {

constexpr double kFewestBins = 10, kMostBins = 50;
constexpr double kOutlying = 0.5;  // of the middle 98 %: so much beyond it on one side is a stretch

double choose_bins(const NumberRange& range, double low, double high) {
    const double spread = range.quantiles.q75 - range.quantiles.q25;
    const double width = 2 * spread / std::cbrt(static_cast<double>(range.count));
    // Differences of numbers near the end of double overflow; their quotients do not.
    const double bins = width > 0 ? std::ceil(high / width - low / width) : kMostBins / 2;
    return std::isfinite(bins) ? std::clamp(bins, kFewestBins, kMostBins) : kFewestBins;
}

std::vector<double> equal_steps(double low, double width, double bins) {
    std::vector<double> edges;
    for (double i = 0; i <= bins; ++i) {
        edges.push_back(low + i * width);
    }
    return edges;
}

}  // namespace

std::vector<double> histogram_edges(const NumberRange& range) {
    if (range.whole && range.max - range.min < kMostBins) {
        return equal_steps(range.min - 0.5, 1, range.max - range.min + 1);
    }
    if (range.min == range.max) {
        return {range.min, range.max};
    }
    const double middle_low = range.quantiles.q01, middle_high = range.quantiles.q99;
    const double reach = kOutlying * (middle_high - middle_low);
    const bool is_cut = middle_high > middle_low && middle_high - middle_low <= range.max / 2 - range.min / 2 &&
                        (range.max - middle_high > reach || middle_low - range.min > reach);
    const double low = is_cut ? middle_low : range.min, high = is_cut ? middle_high : range.max;
    double bins = choose_bins(range, low, high);
    std::vector<double> edges;
    if (range.whole) {
        const double first = std::floor(low) - 0.5;
        const double width = std::ceil((std::ceil(high) + 0.5 - first) / bins);
        bins = std::ceil((std::ceil(high) + 0.5 - first) / width);
        edges = equal_steps(first, width, bins);
    } else {
        for (double i = 0; i <= bins; ++i) {
            edges.push_back(std::lerp(low, high, i / bins));
        }
    }
    const double half = range.whole ? 0.5 : 0;
    if (range.min - half < edges.front()) {
        edges.insert(edges.begin(), range.min - half);
    }
    if (range.max + half > edges.back()) {
        edges.push_back(range.max + half);
    }
    return edges;
}

}  // namespace rfmeans::ingest
