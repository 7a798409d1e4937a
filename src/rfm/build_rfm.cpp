#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "rfm/attributes.hpp"
#include "rfm/definitions.hpp"
#include "rfm/grouping.hpp"
#include "rfm/guests.hpp"
#include "rfm/measures.hpp"
#include "rfm/policies.hpp"
#include "rfm/score_customers.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans {
namespace {

using rfm::KeptCustomers;
using rfm::RowCustomers;
using rfm::RowGroups;
using rfm::RowUse;

void check_transactions(const Transactions& transactions) {
    RFMEANS_EXPECTS(transactions.customer.size() == transactions.rows());
    RFMEANS_EXPECTS(transactions.order.empty() || transactions.order.size() == transactions.rows());
    RFMEANS_EXPECTS(transactions.amount.empty() || transactions.amount.size() == transactions.rows());
    RFMEANS_EXPECTS(transactions.flags.empty() || transactions.flags.size() == transactions.rows());
    RFMEANS_EXPECTS(transactions.decimals >= 0 && transactions.decimals <= 18);
    RFMEANS_EXPECTS(
        std::visit([](const auto& ids) { return std::is_sorted(ids.begin(), ids.end()); }, transactions.ids.values));
}

std::vector<char> find_buyers(const RowCustomers& customers, const std::vector<RowUse>& uses) {
    std::vector<char> buyers(static_cast<std::size_t>(customers.named + customers.guests), 0);
    for (std::size_t row = 0; row < uses.size(); ++row) {
        if (uses[row] == RowUse::purchase) {
            buyers[static_cast<std::size_t>(customers.customer[row])] = 1;
        }
    }
    return buyers;
}

// From customers as rows know them to places in the table; rows of customers without a purchase fall out.
std::vector<std::int32_t> place_rows(const RowCustomers& customers, const KeptCustomers& kept,
                                     std::vector<RowUse>& uses) {
    std::vector<std::int32_t> place(uses.size(), kNoCustomer);
    for (std::size_t row = 0; row < uses.size(); ++row) {
        if (rfm::is_used(uses[row])) {
            place[row] = kept.place[static_cast<std::size_t>(customers.customer[row])];
            if (place[row] == kNoCustomer) {
                uses[row] = RowUse::no_purchase;
            }
        }
    }
    return place;
}

void find_time_range(const Transactions& transactions, const std::vector<RowUse>& uses, RfmTable& table) {
    table.first_time = std::numeric_limits<std::int64_t>::max();
    table.last_time = std::numeric_limits<std::int64_t>::min();
    for (std::size_t row = 0; row < uses.size(); ++row) {
        if (rfm::is_used(uses[row])) {
            table.first_time = std::min(table.first_time, transactions.time[row]);
            table.last_time = std::max(table.last_time, transactions.time[row]);
        }
    }
}

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

void fill_tensor(const RowGroups& groups, rfm::CustomerMeter& meter, MonetaryRule rule, RfmTable& table) {
    const double units_per_currency = std::pow(10.0, table.decimals);  // exact up to 10^22
    for (std::size_t customer = 0; customer < groups.customers(); ++customer) {
        const auto rows = groups.of(customer);
        double* cell = table.tensor.data() + 3 * customer;
        cell[0] = table.as_of.front() - meter.last_day(rows);
        cell[1] = static_cast<double>(meter.frequency(rows));
        cell[2] = std::numeric_limits<double>::quiet_NaN();
        if (table.has_monetary()) {
            const std::int64_t units = check_amount(meter.amount(rows), table, customer);
            table.monetary_units[customer] = units;
            // The nearest double of the decimal while |units| < 2^53: both operands are exact, one rounding.
            const double divisor = rule == MonetaryRule::sum ? units_per_currency : units_per_currency * cell[1];
            cell[2] = static_cast<double>(units) / divisor;
        }
    }
}

}  // namespace

RfmTable build_rfm(const Transactions& transactions, const RfmSpec& spec) {
    check_transactions(transactions);
    const FrequencyRule frequency = rfm::resolve_frequency(transactions, spec.frequency);
    std::vector<RowUse> uses = rfm::apply_policies(transactions, spec);
    rfm::check_rows_left(transactions, uses, spec);

    const RowCustomers customers = rfm::assign_customers(transactions, uses, spec.guests);
    const std::vector<char> buyers = find_buyers(customers, uses);
    KeptCustomers kept = rfm::name_customers(transactions, customers, buyers, spec.guests);
    const std::vector<std::int32_t> place = place_rows(customers, kept, uses);
    const RowGroups groups = rfm::group_rows(place, uses, kept.ids.size());

    RfmTable table;
    table.ids = std::move(kept.ids);
    table.decimals = transactions.decimals;
    find_time_range(transactions, uses, table);
    table.as_of = {spec.as_of.value_or(day_of(table.last_time) + 1)};
    table.tensor.resize(3 * table.customers());
    table.monetary_units.resize(transactions.amount.empty() ? 0 : table.customers());
    rfm::CustomerMeter meter(transactions, uses, frequency);
    fill_tensor(groups, meter, spec.monetary, table);
    rfm::score_customers(table);
    for (const Column& attribute : transactions.attributes) {
        table.attributes.push_back(rfm::summarise_attribute(attribute, groups));
    }
    table.definitions = rfm::describe_definitions(transactions, spec, frequency, table.as_of.front());
    table.counts = rfm::count_uses(uses);
    table.counts.push_back({"customers", static_cast<std::int64_t>(table.customers())});
    table.counts.push_back(
        {"customers without a purchase", static_cast<std::int64_t>(buyers.size() - table.customers())});
    return table;
}

}  // namespace rfmeans
