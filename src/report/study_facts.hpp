// Figures that several outputs show, derived from a study in one place.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rfmeans/study.hpp"

namespace rfmeans::report {

struct Summary {
    std::int64_t known = 0;  ///< values that are not NaN
    double min = kUndefined, q25 = kUndefined, median = kUndefined, mean = kUndefined, q75 = kUndefined,
           max = kUndefined;
};

/// Of the values that are not NaN; quantiles of type 7.
[[nodiscard]] Summary summarise(std::vector<double> values);

/// [customers] recency (0), frequency (1) or monetary (2) of the last window.
[[nodiscard]] std::vector<double> last_window(const RfmTable& table, std::size_t feature);

/// Exact sum of the last window. Errors: Error{content} beyond int64.
[[nodiscard]] std::int64_t total_units(const RfmTable& table);

/// Exact amount of one customer in the last window; the table has amounts.
[[nodiscard]] std::int64_t customer_units(const RfmTable& table, std::size_t customer);

/// What frequency counts, in words: "orders", "rows", …
[[nodiscard]] std::string frequency_unit(const Study& study);

/// {"Recency", "days"}, {"Frequency", "orders"}, {"Monetary", "currency"}; without amounts the last is missing.
struct RfmName {
    std::string name, unit;
    int places = 1;  ///< decimals that make sense for people
};
[[nodiscard]] std::vector<RfmName> rfm_names(const Study& study);

/// Index of the segmentation's model among the sweep's.
[[nodiscard]] std::optional<std::size_t> chosen_model(const Study& study);

/// Ks and seeds of a sweep in words: "k = 2..10, 32 seeds".
[[nodiscard]] std::string sweep_extent(const Sweep& sweep);

/// Customers and their exact revenue per rule segment, in the order of the rule table; empty where there are no rules.
struct RuleSegmentFacts {
    std::string name;
    std::int64_t customers = 0;
    std::int64_t units = 0;
};
[[nodiscard]] std::vector<RuleSegmentFacts> rule_segments(const RfmTable& table);

/// [segments, dims] centroids as deviations from the mean of all customers, in standard deviations, in the model's
/// feature space (where skewed columns are already transformed). 0 for a constant column.
[[nodiscard]] std::vector<std::vector<double>> centroid_deviations(const FeatureMatrix& features,
                                                                   const std::vector<Segment>& segments);

}  // namespace rfmeans::report
