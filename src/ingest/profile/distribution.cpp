#include "ingest/profile/distribution.hpp"

#include <array>
#include <cmath>

#include "ingest/profile/double_double.hpp"
#include "ingest/profile/histogram_edges.hpp"
#include "ingest/profile/row_texts.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {
namespace {

/// Quantiles of type 7 (R and NumPy default), picked from numbers that pass in ascending order.
class QuantilePicker {
public:
    QuantilePicker(double share, std::int64_t total) {
        const double position = share * static_cast<double>(total - 1);
        rank_ = static_cast<std::int64_t>(std::floor(position));
        fraction_ = position - static_cast<double>(rank_);
    }

    /// `before`: how many numbers are less.
    void see(const CountedNumber& number, std::int64_t before) {
        const auto holds = [&](std::int64_t rank) { return rank >= before && rank < before + number.count; };
        below_ = holds(rank_) ? number.key : below_;
        above_ = holds(rank_ + 1) ? number.key : above_;
    }

    [[nodiscard]] double value() const {
        // Halves, as the difference of numbers near the end of double is not finite.
        return fraction_ == 0 || below_ == above_ ? below_
               : std::isfinite(above_ - below_)   ? below_ + fraction_ * (above_ - below_)
                                                  : below_ * (1 - fraction_) + above_ * fraction_;
    }

private:
    std::int64_t rank_ = 0;
    double fraction_ = 0, below_ = 0, above_ = 0;
};

constexpr std::array<std::pair<double, double NumberQuantiles::*>, 7> kQuantileShares = {
    {{0.01, &NumberQuantiles::q01},
     {0.05, &NumberQuantiles::q05},
     {0.25, &NumberQuantiles::q25},
     {0.5, &NumberQuantiles::median},
     {0.75, &NumberQuantiles::q75},
     {0.95, &NumberQuantiles::q95},
     {0.99, &NumberQuantiles::q99}}};

struct FirstPass {
    NumberRange range;
    int exponent = 0;  ///< of the largest magnitude
    DoubleDouble sum;  ///< of the numbers · 2^-exponent
};

int exponent_of(NumberSorter& numbers) {
    double largest = 0;
    numbers.visit([&](const CountedNumber& number) { largest = std::max(largest, std::fabs(number.key)); });
    int exponent = 0;
    std::frexp(largest, &exponent);
    return exponent;
}

FirstPass pass_once(NumberSorter& numbers, ColumnProfile& profile) {
    FirstPass pass{.exponent = exponent_of(numbers)};
    std::vector<QuantilePicker> pickers;
    for (const auto& [share, place] : kQuantileShares) {
        pickers.emplace_back(share, numbers.total());
    }
    NumberRange& range = pass.range;
    range.whole = true;
    profile.zeros = profile.negatives = 0;
    numbers.visit([&](const CountedNumber& number) {
        range.min = range.count == 0 ? number.key : range.min;
        range.max = number.key;
        range.whole = range.whole && number.key == std::floor(number.key) && std::fabs(number.key) < 0x1p50;
        for (QuantilePicker& picker : pickers) {
            picker.see(number, range.count);
        }
        range.count += number.count;
        profile.zeros += number.key == 0 ? number.count : 0;
        profile.negatives += number.key < 0 ? number.count : 0;
        pass.sum.add_product(std::ldexp(number.key, -pass.exponent), static_cast<double>(number.count));
    });
    for (std::size_t i = 0; i < kQuantileShares.size(); ++i) {
        range.quantiles.*kQuantileShares[i].second = pickers[i].value();
    }
    return pass;
}

/// Counts numbers that pass in ascending order into bins.
class BinCounter {
public:
    explicit BinCounter(ColumnHistogram& histogram) : histogram_(histogram) {
        histogram_.counts.assign(histogram_.edges.size() - 1, 0);
    }
    void see(const CountedNumber& number) {
        while (bin_ + 1 < histogram_.counts.size() && number.key >= histogram_.edges[bin_ + 1]) {
            ++bin_;
        }
        histogram_.counts[bin_] += number.count;
    }

private:
    ColumnHistogram& histogram_;
    std::size_t bin_ = 0;
};

double start_of_month(int month) {
    return static_cast<double>(kSecondsPerDay * day_from_civil(month / 12, month % 12 + 1, 1));
}

ColumnHistogram empty_date_histogram(double first, double last) {
    constexpr int kMostBins = 62;
    ColumnHistogram histogram;
    const Day first_day = day_of(static_cast<std::int64_t>(first)), last_day = day_of(static_cast<std::int64_t>(last));
    if (last_day - first_day < kMostBins) {
        histogram.unit = "day";
        for (Day day = first_day; day <= last_day + 1; ++day) {
            histogram.edges.push_back(static_cast<double>(kSecondsPerDay * day));
        }
        return histogram;
    }
    const int first_month = month_of(first_day), last_month = month_of(last_day);
    const int years = last_month / 12 - first_month / 12 + 1;
    const bool by_month = last_month - first_month < kMostBins;
    const int step = by_month ? 1 : 12 * ((years + kMostBins - 1) / kMostBins);
    histogram.unit = by_month ? "month" : "year";
    int month = by_month ? first_month : first_month - first_month % 12;
    for (; month <= last_month; month += step) {
        histogram.edges.push_back(start_of_month(month));
    }
    histogram.edges.push_back(start_of_month(month));
    return histogram;
}

}  // namespace

void fill_distribution(NumberSorter& numbers, ColumnProfile& profile) {
    if (numbers.total() == 0) {
        return;
    }
    const FirstPass pass = pass_once(numbers, profile);
    const auto count = static_cast<double>(pass.range.count);
    const double mean = pass.sum.high() / count;
    // What the rounding of the mean leaves; the deviation of a column of nearly equal numbers needs it.
    const double rest = (std::fma(-mean, count, pass.sum.high()) + pass.sum.low()) / count;
    profile.quantiles = pass.range.quantiles;
    profile.histogram.edges = histogram_edges(pass.range);
    BinCounter bins(profile.histogram);
    DoubleDouble squares;
    numbers.visit([&](const CountedNumber& number) {
        bins.see(number);
        const double distance = (std::ldexp(number.key, -pass.exponent) - mean) - rest;
        squares.add_product(distance * distance, static_cast<double>(number.count));
    });
    profile.mean = std::ldexp(mean, pass.exponent);
    profile.deviation = std::ldexp(std::sqrt(squares.high() / count), pass.exponent);
}

void fill_date_histogram(NumberSorter& times, ColumnProfile& profile) {
    if (times.total() == 0) {
        return;
    }
    double first = 0, last = 0;
    bool any = false;
    times.visit([&](const CountedNumber& time) {
        first = any ? first : time.key;
        last = time.key;
        any = true;
    });
    profile.histogram = empty_date_histogram(first, last);
    BinCounter bins(profile.histogram);
    times.visit([&](const CountedNumber& time) { bins.see(time); });
}

}  // namespace rfmeans::ingest
