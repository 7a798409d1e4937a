#include "rfm/guests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>

#include "rfmeans/error.hpp"

namespace rfmeans::rfm {
namespace {

bool is_guest(const Transactions& transactions, const std::vector<RowUse>& uses, std::size_t row) {
    return is_used(uses[row]) && transactions.customer[row] == kNoCustomer;
}

/// A guest with what numbers him.
struct RowGuest {
    GuestOrder order;
    std::int32_t order_id = kNoOrder;
    std::size_t row = 0;  ///< his first; without an order id his only one
};

bool goes_before(const RowGuest& a, const RowGuest& b, const Transactions& transactions,
                 const std::vector<RowUse>& uses) {
    if (const auto order = std::tie(a.order, a.order_id) <=> std::tie(b.order, b.order_id); order != 0) {
        return order < 0;
    }
    if (uses[a.row] != uses[b.row]) {
        return uses[a.row] < uses[b.row];
    }
    for (const Column& column : transactions.attributes) {
        if (const int values = compare_values({column, a.row}, {column, b.row}); values != 0) {
            return values < 0;
        }
    }
    return false;
}

// Numbers guest orders as they come, then by what is in them.
std::int32_t number_guest_orders(const Transactions& transactions, const std::vector<RowUse>& uses,
                                 RowCustomers& customers) {
    const auto orders =
        static_cast<std::size_t>(*std::max_element(transactions.order.begin(), transactions.order.end())) + 1;
    std::vector<std::int32_t> guest_of_order(orders, -1);
    std::vector<RowGuest> guests;
    std::vector<std::int32_t> guest_of_row(transactions.rows(), -1);
    for (std::size_t row = 0; row < transactions.rows(); ++row) {
        if (!is_guest(transactions, uses, row)) {
            continue;
        }
        const std::int32_t order = transactions.order[row];
        std::int32_t guest = order == kNoOrder ? -1 : guest_of_order[static_cast<std::size_t>(order)];
        if (guest < 0) {
            guest = static_cast<std::int32_t>(guests.size());
            guests.push_back({.order = {}, .order_id = order, .row = row});
            if (order != kNoOrder) {
                guest_of_order[static_cast<std::size_t>(order)] = guest;
            }
        }
        guest_of_row[row] = guest;
        GuestOrder& found = guests[static_cast<std::size_t>(guest)].order;
        found.first_time = std::min(found.first_time, transactions.time[row]);
        found.last_time = std::max(found.last_time, transactions.time[row]);
        found.rows += 1;
        found.amount += transactions.amount.empty() ? 0 : transactions.amount[row];
    }
    std::vector<std::int32_t> by_content(guests.size());
    std::iota(by_content.begin(), by_content.end(), 0);
    std::sort(by_content.begin(), by_content.end(), [&](std::int32_t a, std::int32_t b) {
        return goes_before(guests[static_cast<std::size_t>(a)], guests[static_cast<std::size_t>(b)], transactions,
                           uses);
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

int compare_values(const ColumnRow& a, const ColumnRow& b) {
    const auto sign = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
    if (const auto* numbers = std::get_if<std::vector<double>>(&a.column.values)) {
        const double x = (*numbers)[a.row], y = std::get<std::vector<double>>(b.column.values)[b.row];
        return std::isnan(x) || std::isnan(y) ? sign(!std::isnan(x), !std::isnan(y)) : sign(x, y);
    }
    const auto text = [](const ColumnRow& at) {
        const auto& texts = std::get<TextValues>(at.column.values);
        const std::int32_t code = texts.codes[at.row];
        return code < 0 ? std::string_view{} : std::string_view(texts.dictionary[static_cast<std::size_t>(code)]);
    };
    return sign(text(a), text(b));
}

std::string make_guest_stem(const std::function<bool(const std::string& stem)>& clashes) {
    std::string stem = kGuest;
    while (clashes(stem)) {
        stem += '*';
    }
    return stem;
}

bool is_guest_name(const std::string& id, const std::string& stem, GuestsRule rule) {
    return rule == GuestsRule::one ? id == stem : id.starts_with(stem + ":");
}

std::string GuestNames::of(std::int64_t number) const {
    return rule == GuestsRule::one ? stem : fmt::format("{}:{:0{}}", stem, number, std::to_string(guests).size());
}

void check_guests(const ShopFacts& shop, GuestsRule rule) {
    if (rule == GuestsRule::order && !shop.has_orders) {
        throw Error(Failure::option,
                    "--guests order needs an order column, which the files do not have (each guest is known "
                    "by an order). Use --guests one, or name the column with --columns order=NAME");
    }
}

RowCustomers assign_customers(const Transactions& transactions, const std::vector<RowUse>& uses, GuestsRule rule) {
    check_guests(facts_of(transactions), rule);
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
        const auto* written = std::get_if<std::vector<std::string>>(&transactions.ids.values);
        const std::string stem = make_guest_stem([&](const std::string& tried) {
            return written && std::any_of(written->begin(), written->end(),
                                          [&](const std::string& id) { return is_guest_name(id, tried, rule); });
        });
        const GuestNames names{.stem = stem, .guests = rows.guests, .rule = rule};
        std::vector<std::string> texts(kept.size());
        for (const std::int32_t customer : order) {
            const auto i = static_cast<std::size_t>(customer);
            texts[i] = i < named ? transactions.ids.text(i) : names.of(static_cast<std::int64_t>(i - named + 1));
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
