// The eight groups of customers that made data are drawn from.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "synth/draws.hpp"

namespace rfmeans::synth {

struct Group {
    const char* name;
    double share;                      ///< of all customers
    double recency_low, recency_high;  ///< share of the shop's days since the last purchase, 0 to 1
    int more_orders_shape;             ///< orders − 1 is negative binomial: this shape …
    double more_orders_mean;           ///< … and this mean
    double log_spend;                  ///< mean of the logarithm of an order line's value, in currency
    double log_spend_deviation;
    double age;  ///< mean, years
};

inline constexpr int kGroups = 8;

[[nodiscard]] const std::array<Group, kGroups>& groups();

/// Draws which group a customer belongs to, and how often he buys.
class Population {
public:
    Population();

    [[nodiscard]] int draw_group(Draws& draws) const;
    /// Orders, >= 1.
    [[nodiscard]] std::int64_t draw_orders(int group, Draws& draws) const;

private:
    std::array<std::vector<double>, kGroups> at_most_;  ///< [group][m] probability of at most m orders after the first
};

}  // namespace rfmeans::synth
