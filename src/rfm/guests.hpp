// Customers as rows know them, guests included.
#pragma once

#include <cstdint>
#include <vector>

#include "rfm/policies.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::rfm {

/// The customer of every row: named ones keep their index, guests follow them.
struct RowCustomers {
    std::vector<std::int32_t>
        customer;  ///< [rows] index, from `named` on for guests; kNoCustomer where the row is not used
    std::int32_t named = 0;
    std::int32_t guests = 0;
};

/// Guests under `order` are numbered by (first time, last time, rows, amount) of their order, never by the order of
/// files and rows unless all of these are equal.
[[nodiscard]] RowCustomers assign_customers(const Transactions& transactions, const std::vector<RowUse>& uses,
                                            GuestsRule rule);

/// The ids of the kept customers [RowCustomers index → kept?], ascending, and the way from an index to its place.
struct KeptCustomers {
    CustomerIds ids;
    std::vector<std::int32_t> place;  ///< [named + guests] place in ids, or kNoCustomer where not kept
};

/// Guests are called "guest" or "guest:1", "guest:2", … (padded with zeros to one width; '*' is put behind "guest"
/// while a named customer is called so). Where a guest is kept, all ids are text, ascending by bytes.
[[nodiscard]] KeptCustomers name_customers(const Transactions& transactions, const RowCustomers& rows,
                                           const std::vector<char>& kept, GuestsRule rule);

}  // namespace rfmeans::rfm
