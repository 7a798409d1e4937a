#include <fmt/format.h>

#include <atomic>
#include <cmath>
#include <limits>

#include "parallel/loops.hpp"
#include "rfm/definitions.hpp"
#include "rfm/huge_pages.hpp"
#include "rfm/measured_customers.hpp"
#include "rfm/score_customers.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans::rfm {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 14;  // customers
constexpr std::size_t kAhead = 16;

void check_amounts(const MeasuredCustomers& measured, const RfmTable& table) {
    for (std::size_t customer = 0; customer < table.customers(); ++customer) {
        if (const CustomerMeasures& own = measured.measures[measured.order[customer]]; !own.fits_int64()) {
            throw Error(
                Failure::content,
                fmt::format("the amounts of customer '{}' add up to about {:.3g}, more than 64 bits hold with "
                            "{} decimals. Give amounts in a larger unit or with fewer decimals, or look for a wrong "
                            "amount with the "
                            "profile subcommand",
                            table.ids.text(customer),
                            numerics::to_double(own.amount()) / std::pow(10.0, table.decimals), table.decimals));
        }
    }
}

/// One customer's cells of the tensor.
struct Filler {
    const MeasuredCustomers& measured;
    MonetaryRule rule;
    RfmTable& table;
    double units_per_currency = std::pow(10.0, table.decimals);  // exact up to 10^22

    /// Whether the amount fits int64.
    bool operator()(std::size_t customer) const {
        const CustomerMeasures& own = measured.measures[measured.order[customer]];
        double* cell = table.tensor.data() + 3 * customer;
        cell[0] = table.as_of.front() - own.last_day;
        cell[1] = static_cast<double>(own.frequency);
        cell[2] = std::numeric_limits<double>::quiet_NaN();
        if (table.has_monetary()) {
            const auto units = static_cast<std::int64_t>(own.amount_low);
            table.monetary_units[customer] = units;
            // The nearest double of the decimal while |units| < 2^53: both operands are exact, one rounding.
            const double divisor = rule == MonetaryRule::sum ? units_per_currency : units_per_currency * cell[1];
            cell[2] = static_cast<double>(units) / divisor;
        }
        return !table.has_monetary() || own.fits_int64();
    }
};

void fill_tensor(const MeasuredCustomers& measured, MonetaryRule rule, RfmTable& table) {
    resize_in_huge_pages(table.tensor, 3 * table.customers());
    const Filler fill{measured, rule, table};
    std::atomic<bool> all_fit = true;
    loops::parallel_for(tbb::blocked_range<std::size_t>(0, table.customers(), kGrain), [&](const auto& range) {
        bool fit = true;
        for (std::size_t customer = range.begin(); customer < range.end(); ++customer) {
            // They lie in no order, so the processor cannot foresee them.
            const std::size_t ahead = std::min(customer + kAhead, table.customers() - 1);
            __builtin_prefetch(&measured.measures[measured.order[ahead]]);
            fit = fill(customer) && fit;
        }
        if (!fit) {
            all_fit = false;
        }
    });
    if (!all_fit) {
        check_amounts(measured, table);
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
    score_customers(table);
    table.attributes = std::move(measured.attributes);
    table.definitions = describe_definitions(shop, spec, frequency, table.as_of.front());
    table.counts = name_uses(measured.uses);
    const auto customers = static_cast<std::int64_t>(table.customers());
    table.counts.push_back({"customers", customers});
    table.counts.push_back({"customers without a purchase", measured.customers_seen - customers});
    return table;
}

}  // namespace rfmeans::rfm
