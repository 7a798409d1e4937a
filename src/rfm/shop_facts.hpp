// What is known of the files beside their rows.
#pragma once

#include "rfmeans/transactions.hpp"

namespace rfmeans::rfm {

struct ShopFacts {
    const Transactions& files;  ///< roles, amount_source, decimals; its rows are not looked at
    bool has_orders = false;
    bool has_amounts = false;
};

[[nodiscard]] inline ShopFacts facts_of(const Transactions& transactions) {
    return {transactions, !transactions.order.empty(), !transactions.amount.empty()};
}

}  // namespace rfmeans::rfm
