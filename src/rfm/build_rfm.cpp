#include <algorithm>
#include <limits>

#include "rfm/attributes.hpp"
#include "rfm/grouping.hpp"
#include "rfm/guests.hpp"
#include "rfm/measured_customers.hpp"
#include "rfm/measures.hpp"
#include "rfm/policies.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans {
namespace {

using rfm::KeptCustomers;
using rfm::MeasuredCustomers;
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

void find_time_range(const Transactions& transactions, const std::vector<RowUse>& uses, MeasuredCustomers& measured) {
    measured.first_time = std::numeric_limits<std::int64_t>::max();
    measured.last_time = std::numeric_limits<std::int64_t>::min();
    for (std::size_t row = 0; row < uses.size(); ++row) {
        if (rfm::is_used(uses[row])) {
            measured.first_time = std::min(measured.first_time, transactions.time[row]);
            measured.last_time = std::max(measured.last_time, transactions.time[row]);
        }
    }
}

void measure_customers(const Transactions& transactions, const RowGroups& groups, rfm::CustomerMeter& meter,
                       MeasuredCustomers& measured) {
    for (std::size_t customer = 0; customer < groups.customers(); ++customer) {
        const auto rows = groups.of(customer);
        measured.order.push_back(static_cast<std::uint32_t>(customer));
        const numerics::Int128 amount = transactions.amount.empty() ? 0 : meter.amount(rows);
        measured.measures.push_back(rfm::measures_of(0, meter.frequency(rows), amount, meter.last_day(rows)));
    }
    for (const Column& attribute : transactions.attributes) {
        measured.attributes.push_back(rfm::summarise_attribute(attribute, groups));
    }
}

}  // namespace

RfmTable build_rfm(const Transactions& transactions, const RfmSpec& spec) {
    check_transactions(transactions);
    const rfm::ShopFacts shop = rfm::facts_of(transactions);
    const FrequencyRule frequency = rfm::resolve_frequency(shop, spec.frequency);
    std::vector<RowUse> uses = rfm::apply_policies(transactions, spec);
    const auto first = std::min_element(transactions.time.begin(), transactions.time.end());
    rfm::check_rows_left(rfm::count_uses(uses), first == transactions.time.end() ? 0 : *first, spec);

    const RowCustomers customers = rfm::assign_customers(transactions, uses, spec.guests);
    const std::vector<char> buyers = find_buyers(customers, uses);
    KeptCustomers kept = rfm::name_customers(transactions, customers, buyers, spec.guests);
    const std::vector<std::int32_t> place = place_rows(customers, kept, uses);
    const RowGroups groups = rfm::group_rows(place, uses, kept.ids.size());

    MeasuredCustomers measured;
    measured.ids = std::move(kept.ids);
    measured.uses = rfm::count_uses(uses);
    measured.customers_seen = static_cast<std::int64_t>(buyers.size());
    find_time_range(transactions, uses, measured);
    rfm::CustomerMeter meter(transactions, uses, frequency);
    measure_customers(transactions, groups, meter, measured);
    return rfm::make_table(std::move(measured), shop, spec, frequency);
}

}  // namespace rfmeans
