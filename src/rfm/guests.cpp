#include "rfm/guests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <tuple>

#include "rfmeans/error.hpp"
#include "rfmeans/numerics/int128.hpp"

namespace rfmeans::rfm {
namespace {

/// One order of an unknown customer; rows without an order id are orders of their own.
struct GuestOrder {
    std::int64_t first_time = std::numeric_limits<std::int64_t>::max();
    std::int64_t last_time = std::numeric_limits<std::int64_t>::min();
    std::int64_t rows = 0;
    numerics::Int128 amount = 0;
};

bool is_guest(const Transactions& transactions, const std::vector<RowUse>& uses, std::size_t row) {
    return is_used(uses[row]) && transactions.customer[row] == kNoCustomer;
}

// Numbers guest orders as they come, then by what is in them.
std::int32_t number_guest_orders(const Transactions& transactions, const std::vector<RowUse>& uses,
                                 RowCustomers& customers) {
    const auto orders =
        static_cast<std::size_t>(*std::max_element(transactions.order.begin(), transactions.order.end())) + 1;
    std::vector<std::int32_t> guest_of_order(orders, -1);
    std::vector<GuestOrder> guests;
    std::vector<std::int32_t> guest_of_row(transactions.rows(), -1);
    for (std::size_t row = 0; row < transactions.rows(); ++row) {
        if (!is_guest(transactions, uses, row)) {
            continue;
        }
        const std::int32_t order = transactions.order[row];
        std::int32_t guest = order == kNoOrder ? -1 : guest_of_order[static_cast<std::size_t>(order)];
        if (guest < 0) {
            guest = static_cast<std::int32_t>(guests.size());
            guests.emplace_back();
            if (order != kNoOrder) {
                guest_of_order[static_cast<std::size_t>(order)] = guest;
            }
        }
        guest_of_row[row] = guest;
        GuestOrder& found = guests[static_cast<std::size_t>(guest)];
        found.first_time = std::min(found.first_time, transactions.time[row]);
        found.last_time = std::max(found.last_time, transactions.time[row]);
        found.rows += 1;
        found.amount += transactions.amount.empty() ? 0 : transactions.amount[row];
    }
    std::vector<std::int32_t> by_content(guests.size());
    std::iota(by_content.begin(), by_content.end(), 0);
    std::stable_sort(by_content.begin(), by_content.end(), [&](std::int32_t a, std::int32_t b) {
        const GuestOrder& x = guests[static_cast<std::size_t>(a)];
        const GuestOrder& y = guests[static_cast<std::size_t>(b)];
        return std::tie(x.first_time, x.last_time, x.rows, x.amount) <
               std::tie(y.first_time, y.last_time, y.rows, y.amount);
    });
    std::vector<std::int32_t> number(guests.size());
    for (std::size_t i = 0; i < by_content.size(); ++i) {
        number[static_cast<std::size_t>(by_content[i])] = static_cast<std::int32_t>(i);
    }
    for (std::size_t row = 0; row < transactions.rows(); ++row) {
        if (guest_of_row[row] >= 0) {
            customers.customer[row] = customers.named + number[static_cast<std::size_t>(guest_of_row[row])];
        }
    }
    return static_cast<std::int32_t>(guests.size());
}

std::string make_guest_stem(const Transactions& transactions, GuestsRule rule) {
    std::string stem = "guest";
    if (const auto* texts = std::get_if<std::vector<std::string>>(&transactions.ids.values)) {
        const auto clashes = [&](const std::string& id) {
            return rule == GuestsRule::one ? id == stem : id.starts_with(stem + ":");
        };
        while (std::any_of(texts->begin(), texts->end(), clashes)) {
            stem += '*';
        }
    }
    return stem;
}

CustomerIds keep_named(const CustomerIds& ids, const std::vector<char>& kept) {
    return std::visit(
        [&](const auto& all) {
            std::remove_cvref_t<decltype(all)> some;
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (kept[i] != 0) {
                    some.push_back(all[i]);
                }
            }
            return CustomerIds{some};
        },
        ids.values);
}

}  // namespace

RowCustomers assign_customers(const Transactions& transactions, const std::vector<RowUse>& uses, GuestsRule rule) {
    if (rule == GuestsRule::order && transactions.order.empty()) {
        throw Error(Failure::option,
                    "--guests order needs an order column, which the files do not have (each guest is known "
                    "by an order). Use --guests one, or name the column with --columns order=NAME");
    }
    RowCustomers customers;
    customers.customer.assign(transactions.rows(), kNoCustomer);
    customers.named = static_cast<std::int32_t>(transactions.ids.size());
    bool has_guests = false;
    for (std::size_t row = 0; row < transactions.rows(); ++row) {
        if (is_guest(transactions, uses, row)) {
            has_guests = true;
            customers.customer[row] = customers.named;
        } else if (is_used(uses[row])) {
            customers.customer[row] = transactions.customer[row];
        }
    }
    if (has_guests) {
        customers.guests = rule == GuestsRule::order ? number_guest_orders(transactions, uses, customers) : 1;
    }
    return customers;
}

KeptCustomers name_customers(const Transactions& transactions, const RowCustomers& rows, const std::vector<char>& kept,
                             GuestsRule rule) {
    const auto named = static_cast<std::size_t>(rows.named);
    std::vector<std::int32_t> order;  // kept customers, ascending by id in the end
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i] != 0) {
            order.push_back(static_cast<std::int32_t>(i));
        }
    }
    KeptCustomers result{.ids = {}, .place = std::vector<std::int32_t>(kept.size(), kNoCustomer)};
    if (order.empty() || static_cast<std::size_t>(order.back()) < named) {
        result.ids = keep_named(transactions.ids, kept);
    } else {
        const std::string stem = make_guest_stem(transactions, rule);
        const std::size_t width = std::to_string(rows.guests).size();
        std::vector<std::string> texts(kept.size());
        for (const std::int32_t customer : order) {
            const auto i = static_cast<std::size_t>(customer);
            texts[i] = i < named                 ? transactions.ids.text(i)
                       : rule == GuestsRule::one ? stem
                                                 : fmt::format("{}:{:0{}}", stem, i - named + 1, width);
        }
        std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
            return texts[static_cast<std::size_t>(a)] < texts[static_cast<std::size_t>(b)];
        });
        std::vector<std::string> ids;
        for (const std::int32_t customer : order) {
            ids.push_back(std::move(texts[static_cast<std::size_t>(customer)]));
        }
        result.ids.values = std::move(ids);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        result.place[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
    }
    return result;
}

}  // namespace rfmeans::rfm
