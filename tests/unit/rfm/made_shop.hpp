// Transactions written by hand, row by row.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "rfmeans/dates.hpp"
#include "rfmeans/rfm_table.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::test {

struct MadeRow {
    std::string customer;  ///< empty: no id
    std::string date;      ///< "2011-12-09"
    std::string order;     ///< empty: no order id
    std::int64_t amount = 0;
    std::uint8_t flags = 0;
    std::int64_t second = 0;  ///< of the day
};

enum class Ids { text, numbers };
enum class Orders { yes, no };

/// Amounts in cents. Ids ascend as the contract says.
inline Transactions make_shop(const std::vector<MadeRow>& rows, Ids kind = Ids::text, Orders orders = Orders::yes) {
    Transactions shop;
    shop.decimals = 2;
    shop.amount_source = "total column 'Total'";
    std::vector<std::string> texts;
    for (const MadeRow& row : rows) {
        if (!row.customer.empty()) {
            texts.push_back(row.customer);
        }
    }
    std::sort(texts.begin(), texts.end(), [&](const std::string& a, const std::string& b) {
        return kind == Ids::numbers ? std::stoll(a) < std::stoll(b) : a < b;
    });
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    if (kind == Ids::numbers) {
        std::vector<std::int64_t> numbers;
        for (const std::string& text : texts) {
            numbers.push_back(std::stoll(text));
        }
        shop.ids.values = numbers;
    } else {
        shop.ids.values = texts;
    }
    std::map<std::string, std::int32_t> order_index;
    for (const MadeRow& row : rows) {
        const auto customer = std::find(texts.begin(), texts.end(), row.customer);
        shop.customer.push_back(row.customer.empty() ? kNoCustomer
                                                     : static_cast<std::int32_t>(customer - texts.begin()));
        shop.time.push_back(std::int64_t{parse_day(row.date, "test")} * kSecondsPerDay + row.second);
        shop.amount.push_back(row.amount);
        shop.flags.push_back(row.flags);
        if (orders == Orders::yes) {
            const auto next = static_cast<std::int32_t>(order_index.size());
            shop.order.push_back(row.order.empty() ? kNoOrder : order_index.emplace(row.order, next).first->second);
        }
    }
    return shop;
}

inline std::int64_t count_named(const RfmTable& table, const std::string& name) {
    for (const NamedCount& count : table.counts) {
        if (count.name == name) {
            return count.count;
        }
    }
    return -1;
}

/// The sum of all counts that begin so.
inline std::int64_t sum_counts(const RfmTable& table, const std::string& prefix) {
    std::int64_t sum = 0;
    for (const NamedCount& count : table.counts) {
        sum += count.name.starts_with(prefix) ? count.count : 0;
    }
    return sum;
}

inline std::string definition(const RfmTable& table, const std::string& name) {
    for (const NamedText& text : table.definitions) {
        if (text.name == name) {
            return text.text;
        }
    }
    return "";
}

inline std::vector<std::string> id_texts(const RfmTable& table) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < table.customers(); ++i) {
        texts.push_back(table.ids.text(i));
    }
    return texts;
}

/// Recency, frequency, monetary of a customer.
inline std::vector<double> rfm_of(const RfmTable& table, const std::string& id) {
    for (std::size_t i = 0; i < table.customers(); ++i) {
        if (table.ids.text(i) == id) {
            return {table.row(0, i), table.row(0, i) + 3};
        }
    }
    return {};
}

}  // namespace rfmeans::test
