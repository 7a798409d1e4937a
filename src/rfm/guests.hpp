// Customers as rows know them, guests included.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "rfm/policies.hpp"
#include "rfm/shop_facts.hpp"
#include "rfmeans/numerics/int128.hpp"
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

/// One order of an unknown customer; a row without an order id is an order of its own. Guests are numbered by these in
/// their order, then by order id, then (rows without one) by use and attributes: never by the order of files and rows.
struct GuestOrder {
    std::int64_t first_time = std::numeric_limits<std::int64_t>::max();
    std::int64_t last_time = std::numeric_limits<std::int64_t>::min();
    std::int64_t rows = 0;
    numerics::Int128 amount = 0;

    auto operator<=>(const GuestOrder&) const = default;
};

/// Compares rows a and b of the column: missing values first, then ascending. Both columns hold the same kind of
/// values.
struct ColumnRow {
    const Column& column;
    std::size_t row;
};
[[nodiscard]] int compare_values(const ColumnRow& a, const ColumnRow& b);

inline constexpr const char* kGuest = "guest";

/// "guest", with '*' put behind while `clashes` says that a named customer has such an id.
[[nodiscard]] std::string make_guest_stem(const std::function<bool(const std::string& stem)>& clashes);

/// Whether a guest of that stem could have this id: itself under `one`, "stem:…" under `order`.
[[nodiscard]] bool is_guest_name(const std::string& id, const std::string& stem, GuestsRule rule);

/// "guest", or under `order` "guest:07", padded to as many digits as `guests` has. Numbers count from 1.
struct GuestNames {
    std::string stem;
    std::int64_t guests = 0;
    GuestsRule rule = GuestsRule::one;

    [[nodiscard]] std::string of(std::int64_t number) const;
};

/// Errors: Error{option} `order` without an order column.
void check_guests(const ShopFacts& shop, GuestsRule rule);

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
