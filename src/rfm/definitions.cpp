#include "rfm/definitions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "rfmeans/rfm.hpp"

namespace rfmeans::rfm {
namespace {

std::string describe_frequency(const ShopFacts& shop, const RfmSpec& spec, FrequencyRule frequency) {
    const bool chosen = spec.frequency != FrequencyRule::automatic;
    switch (frequency) {
        case FrequencyRule::orders: {
            const auto& roles = shop.files.roles;
            const auto order = std::find_if(roles.begin(), roles.end(),
                                            [](const ColumnRole& role) { return role.role == Role::order; });
            return fmt::format(
                "distinct order ids per customer{}; a purchase without an order id counts as its own order ({})",
                order == roles.end() ? "" : fmt::format(" (column '{}')", order->column),
                chosen ? "--frequency orders" : "there is an order column");
        }
        case FrequencyRule::timestamps:
            return "distinct times of purchase per customer (--frequency timestamps)";
        case FrequencyRule::days:
            return "distinct days of purchase per customer (--frequency days)";
        case FrequencyRule::rows:
        case FrequencyRule::automatic:
            break;
    }
    return fmt::format("rows per customer ({})", chosen ? "--frequency rows" : "there is no order column");
}

std::string describe_monetary(const ShopFacts& shop, MonetaryRule rule) {
    if (!shop.has_amounts) {
        return "none: the files hold no amount";
    }
    return fmt::format("{} from {}, exact decimals with {} places",
                       rule == MonetaryRule::sum ? "sum per customer" : "mean per unit of frequency, of the sum",
                       shop.files.amount_source, shop.files.decimals);
}

std::string describe_returns(ReturnsRule rule) {
    switch (rule) {
        case ReturnsRule::net:
            return "net: amounts of returns and cancellations count in monetary, never in recency or frequency; "
                   "customers "
                   "without a purchase are left out";
        case ReturnsRule::keep:
            return "keep: returns and cancellations count like any row";
        case ReturnsRule::drop:
            break;
    }
    return "drop: rows with negative quantity or amount and cancellation orders are left out";
}

std::string describe_guests(GuestsRule rule) {
    switch (rule) {
        case GuestsRule::one:
            return "one: rows without a customer id belong to one customer 'guest'";
        case GuestsRule::order:
            return "order: rows without a customer id make one customer per order, 'guest:N', numbered by time";
        case GuestsRule::drop:
            break;
    }
    return "drop: rows without a customer id are left out";
}

std::string describe_filter(const ColumnFilter& filter) {
    std::string text;
    for (const std::string& value : filter.values) {
        text += fmt::format("{}'{}'", text.empty() ? "" : " or ", value);
    }
    return fmt::format("{} = {}", filter.column, text);
}

}  // namespace

std::vector<NamedText> describe_definitions(const ShopFacts& shop, const RfmSpec& spec, FrequencyRule frequency,
                                            Day as_of) {
    return {
        {"as-of date",
         fmt::format("{} ({})", format_day(as_of),
                     spec.as_of ? "--as-of; later rows are left out" : "the day after the last row used")},
        {"filters", describe_filters(shop.files.filters, spec.period)},
        {"recency",
         "whole calendar days from the date of the last purchase to the as-of date; times of day are ignored"},
        {"frequency", describe_frequency(shop, spec, frequency)},
        {"monetary", describe_monetary(shop, spec.monetary)},
        {"returns", describe_returns(spec.returns)},
        {"guests", describe_guests(spec.guests)},
        {"free rows", spec.free_rows == FreeRule::drop
                          ? "drop: rows with a unit price of 0 or less are left out"
                          : "keep: rows with a unit price of 0 or less count like any row"},
        {"attributes", "numbers: the mean, text: the most frequent value (ties: the smallest), over the rows used"},
        {"scores",
         "1 to 5 by the rule of R's package rfm 0.3.0: type-7 quantiles at 20, 40, 60, 80 % plus 1; recency "
         "reversed; equal values score alike"},
        {"rule segments",
         shop.has_amounts
             ? "table of R's package rfm 0.3.0, first match wins"
             : "table of R's package rfm 0.3.0, first match wins; without amounts its monetary ranges fit all"},
    };
}

}  // namespace rfmeans::rfm

namespace rfmeans {

std::string describe_filters(const std::vector<ColumnFilter>& columns, const Period& period) {
    std::string text;
    for (const ColumnFilter& filter : columns) {
        text += fmt::format("{}{}", text.empty() ? "--where " : " and ", rfm::describe_filter(filter));
    }
    const auto add_day = [&](const char* option, const std::optional<Day>& day) {
        if (day) {
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", option, format_day(*day));
        }
    };
    add_day("--from", period.from);
    add_day("--to", period.to);
    return text.empty() ? "none: every row that can be read" : text + "; other rows are left out";
}

}  // namespace rfmeans
