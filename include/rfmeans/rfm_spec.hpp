// How recency, frequency and monetary are defined.
#pragma once

#include <cstdint>
#include <optional>

#include "rfmeans/dates.hpp"

namespace rfmeans {

enum class FrequencyRule {
    automatic,
    orders,
    rows,
    timestamps,
    days
};  ///< automatic: orders where there is an order column, else rows
enum class MonetaryRule { sum, mean };  ///< mean: per unit of frequency
enum class ReturnsRule { drop, net, keep };
enum class GuestsRule { drop, one, order };
enum class FreeRule { drop, keep };

struct RfmSpec {
    std::optional<Day> as_of;  ///< default: the day after the last row used; rows after it are left out and counted
    FrequencyRule frequency = FrequencyRule::automatic;
    MonetaryRule monetary = MonetaryRule::sum;
    ReturnsRule returns = ReturnsRule::drop;
    GuestsRule guests = GuestsRule::drop;
    FreeRule free_rows = FreeRule::drop;
    Period period = {};  ///< rows of other days are left out and counted
};

}  // namespace rfmeans
