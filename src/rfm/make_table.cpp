#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "rfm/definitions.hpp"
#include "rfm/measured_customers.hpp"
#include "rfm/rule_table.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans::rfm {
namespace {

std::int64_t check_amount(numerics::Int128 sum, const RfmTable& table, std::size_t customer) {
    if (sum > std::numeric_limits<std::int64_t>::max() || sum < std::numeric_limits<std::int64_t>::min()) {
        throw Error(
            Failure::content,
            fmt::format("the amounts of customer '{}' add up to about {:.3g}, more than 64 bits hold with {} decimals. "
                        "Give amounts with fewer decimals, or look for a wrong amount with the profile subcommand",
                        table.ids.text(customer), numerics::to_double(sum) / std::pow(10.0, table.decimals),
                        table.decimals));
    }
    return static_cast<std::int64_t>(sum);
}

void fill_tensor(const MeasuredCustomers& measured, MonetaryRule rule, RfmTable& table) {
    const double units_per_currency = std::pow(10.0, table.decimals);  // exact up to 10^22
    table.tensor.resize(3 * table.customers());
    for (std::size_t customer = 0; customer < table.customers(); ++customer) {
        double* cell = table.tensor.data() + 3 * customer;
        cell[0] = table.as_of.front() - measured.last_day[customer];
        cell[1] = static_cast<double>(measured.frequency[customer]);
        cell[2] = std::numeric_limits<double>::quiet_NaN();
        if (table.has_monetary()) {
            const std::int64_t units = check_amount(measured.amount[customer], table, customer);
            table.monetary_units[customer] = units;
            // The nearest double of the decimal while |units| < 2^53: both operands are exact, one rounding.
            const double divisor = rule == MonetaryRule::sum ? units_per_currency : units_per_currency * cell[1];
            cell[2] = static_cast<double>(units) / divisor;
        }
    }
}

void fill_scores(RfmTable& table) {
    table.scores.assign(table.customers(), {0, 0, 0});
    for (std::size_t part = 0; part < (table.has_monetary() ? 3U : 2U); ++part) {
        std::vector<double> values(table.customers());
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = table.row(0, i)[part];
        }
        const auto scores = score_quintiles(values, part == 0 ? ScoreOrder::reversed : ScoreOrder::ascending);
        for (std::size_t i = 0; i < scores.size(); ++i) {
            table.scores[i][part] = scores[i];
        }
    }
    table.rule_names = rule_segment_names();
    for (const auto& scores : table.scores) {
        table.rule_segment.push_back(find_rule_segment(scores));
    }
}

}  // namespace

RfmTable make_table(MeasuredCustomers&& measured, const ShopFacts& shop, const RfmSpec& spec, FrequencyRule frequency) {
    RfmTable table;
    table.ids = std::move(measured.ids);
    table.decimals = shop.files.decimals;
    table.first_time = measured.first_time;
    table.last_time = measured.last_time;
    table.as_of = {spec.as_of.value_or(day_of(table.last_time) + 1)};
    table.monetary_units.resize(shop.has_amounts ? table.customers() : 0);
    fill_tensor(measured, spec.monetary, table);
    fill_scores(table);
    table.attributes = std::move(measured.attributes);
    table.definitions = describe_definitions(shop, spec, frequency, table.as_of.front());
    table.counts = name_uses(measured.uses);
    const auto customers = static_cast<std::int64_t>(table.customers());
    table.counts.push_back({"customers", customers});
    table.counts.push_back({"customers without a purchase", measured.customers_seen - customers});
    return table;
}

}  // namespace rfmeans::rfm
