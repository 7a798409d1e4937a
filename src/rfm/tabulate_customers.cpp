#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "rfm/attributes.hpp"
#include "rfm/definitions.hpp"
#include "rfm/score_customers.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans {
namespace {

using Places = std::vector<std::size_t>;

void refuse_rules_of_transactions(const RfmSpec& spec) {
    const std::pair<bool, const char*> rules[] = {{spec.frequency != FrequencyRule::automatic, "--frequency"},
                                                  {spec.monetary != MonetaryRule::sum, "--monetary"},
                                                  {spec.returns != ReturnsRule::drop, "--returns"},
                                                  {spec.guests != GuestsRule::drop, "--guests"},
                                                  {spec.free_rows != FreeRule::drop, "--free"},
                                                  {spec.period.from.has_value(), "--from"},
                                                  {spec.period.to.has_value(), "--to"}};
    for (const auto& [given, option] : rules) {
        if (given) {
            throw Error(
                Failure::option,
                fmt::format("{} says nothing here (each row of the files is a customer, whose recency, frequency "
                            "and monetary are given; there are no transactions). Leave it out",
                            option));
        }
    }
}

void check_as_of(const CustomerTable& customers, const RfmSpec& spec) {
    if (spec.as_of && customers.last_time.empty()) {
        throw Error(Failure::option,
                    fmt::format("--as-of says nothing here (recency is given as a number, in {}). Leave "
                                "it out, or name a column of dates with --columns recency=NAME",
                                customers.recency_source));
    }
}

// Customers whose last purchase is not after the as-of date.
Places find_kept(const CustomerTable& customers, const RfmSpec& spec) {
    Places kept;
    for (std::size_t i = 0; i < customers.customers(); ++i) {
        if (!spec.as_of || day_of(customers.last_time[i]) <= *spec.as_of) {
            kept.push_back(i);
        }
    }
    if (kept.empty()) {
        throw Error(Failure::content,
                    fmt::format("no customer is left of {} (--as-of {} lies before every last purchase). "
                                "Give a later day",
                                customers.customers(), format_day(*spec.as_of)));
    }
    return kept;
}

CustomerIds take_ids(const CustomerIds& ids, const Places& kept) {
    CustomerIds taken;
    std::visit(
        [&](const auto& values) {
            auto some = std::decay_t<decltype(values)>();
            for (const std::size_t place : kept) {
                some.push_back(values[place]);
            }
            taken.values = std::move(some);
        },
        ids.values);
    return taken;
}

void fill_times(const CustomerTable& customers, const Places& kept, const RfmSpec& spec, RfmTable& table) {
    if (customers.last_time.empty()) {
        table.as_of = {0};
        table.first_time = 0;
        table.last_time = -1;  // undated
        return;
    }
    table.first_time = std::numeric_limits<std::int64_t>::max();
    table.last_time = std::numeric_limits<std::int64_t>::min();
    for (const std::size_t place : kept) {
        table.first_time = std::min(table.first_time, customers.last_time[place]);
        table.last_time = std::max(table.last_time, customers.last_time[place]);
    }
    table.as_of = {spec.as_of.value_or(day_of(table.last_time) + 1)};
}

void fill_tensor(const CustomerTable& customers, const Places& kept, RfmTable& table) {
    const double units_per_currency = std::pow(10.0, table.decimals);  // exact up to 10^22
    for (const std::size_t place : kept) {
        table.tensor.push_back(table.is_dated() ? table.as_of.front() - day_of(customers.last_time[place])
                                                : customers.recency[place]);
        table.tensor.push_back(customers.frequency[place]);
        table.tensor.push_back(std::numeric_limits<double>::quiet_NaN());
        if (!customers.monetary.empty()) {
            table.monetary_units.push_back(customers.monetary[place]);
            table.tensor.back() = static_cast<double>(customers.monetary[place]) / units_per_currency;
        }
    }
}

}  // namespace

RfmTable tabulate_customers(const CustomerTable& customers, const RfmSpec& spec) {
    refuse_rules_of_transactions(spec);
    check_as_of(customers, spec);
    const Places kept = find_kept(customers, spec);
    RfmTable table;
    table.ids = take_ids(customers.ids, kept);
    table.decimals = customers.decimals;
    fill_times(customers, kept, spec, table);
    fill_tensor(customers, kept, table);
    rfm::score_customers(table);
    for (const Column& attribute : customers.attributes) {
        Column& taken = table.attributes.emplace_back(take_rows(attribute, kept));
        if (auto* text = std::get_if<TextValues>(&taken.values)) {
            rfm::drop_unused_words(*text);
        }
    }
    table.definitions = rfm::describe_given_measures(customers, spec, table);
    const auto read = static_cast<std::int64_t>(customers.customers());
    const auto used = static_cast<std::int64_t>(kept.size());
    table.counts = {{"rows read", read},
                    {"rows used", used},
                    {"rows left out: after the as-of date", read - used},
                    {"customers", used}};
    return table;
}

}  // namespace rfmeans
