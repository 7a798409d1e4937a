#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmeans/column.hpp"
#include "rfmeans/date_format.hpp"
#include "rfmeans/rejected_rows.hpp"

namespace rfmeans {

/// What a column of a file means. Recency, frequency and monetary are those of tables with one row a customer.
enum class Role {
    customer,
    date,
    order,
    quantity,
    price,
    total,
    country,  ///< kept like an attribute
    recency,
    frequency,
    monetary,
    attribute,
    ignored
};

inline constexpr Role kAllRoles[] = {Role::customer,  Role::date,     Role::order,     Role::quantity,
                                     Role::price,     Role::total,    Role::country,   Role::recency,
                                     Role::frequency, Role::monetary, Role::attribute, Role::ignored};

[[nodiscard]] const char* role_name(Role role);
[[nodiscard]] std::optional<Role> find_role(std::string_view name);

/// Whether the values of such a column are kept per customer.
[[nodiscard]] constexpr bool is_kept(Role role) {
    return role == Role::attribute || role == Role::country;
}

/// What a row of a file is: a sale (or a line of one), or a customer whose recency, frequency and monetary are given.
enum class RowKind { transactions, customers };

/// The role given to one column, and why ("named so by --columns", "name", "name and content").
struct ColumnRole {
    std::string column;
    Role role = Role::ignored;
    std::string reason;
};

/// A filter of rows, `--where COLUMN=VALUE`: only rows whose field, trimmed, is one of the values byte by byte.
struct ColumnFilter {
    std::string column;               ///< by its name in the header
    std::vector<std::string> values;  ///< any of them
    bool operator==(const ColumnFilter&) const = default;
};

/// What is known of an input file.
struct InputFile {
    std::string path;
    std::int64_t bytes = 0;  ///< size on disk
    std::string sha256;      ///< of the bytes on disk, lower-case hex
    std::string dialect;     ///< e.g. "comma, header, quotes, UTF-8 with BOM, CRLF, gzip"
    std::int64_t rows = 0;   ///< data rows that are not blank, rejected ones included
    std::int64_t blank_rows = 0;
    std::int64_t rejected_rows = 0;
};

/// A file as an ingest read it, so that a later one can read it again.
struct KeptFile {
    InputFile file;
    std::string text;  ///< as UTF-8, header included
};

/// What a row is beside an ordinary sale; flags can stand together.
namespace row_flag {
inline constexpr std::uint8_t kReturn = 1;    ///< negative quantity or amount, or a cancellation order ("C…")
inline constexpr std::uint8_t kFree = 2;      ///< there is a unit price, and it is <= 0
inline constexpr std::uint8_t kFiltered = 4;  ///< a filter of a column leaves the row out
}  // namespace row_flag

inline constexpr std::int32_t kNoCustomer = -1;  ///< the row has no customer id (a guest)
inline constexpr std::int32_t kNoOrder = -1;     ///< the row has no order id

/// Typed transactions, in the order of the files and their rows. Policies (returns, guests, free rows) are not applied
/// yet.
struct Transactions {
    CustomerIds ids;                     ///< [customers] that occur in the rows
    std::vector<std::int32_t> customer;  ///< [rows] index into ids, or kNoCustomer
    std::vector<std::int64_t> time;      ///< [rows] seconds since 1970-01-01 00:00:00, local time as written
    std::vector<std::int32_t>
        order;  ///< [rows] index of the order id, from 0, or kNoOrder; by first occurrence, but ascending by bytes
                ///< where a row has no customer (guests are numbered by it); empty: no order column
    std::vector<std::string> order_ids;  ///< [orders]
    std::vector<std::int64_t>
        amount;  ///< [rows] in units of 10^-decimals of the currency; empty: no amount in the files
    std::vector<std::uint8_t> flags;  ///< [rows] of row_flag
    int decimals = 0;                 ///< decimal places of amount, 0 to 18
    std::vector<Column> attributes;   ///< each [rows]: every column with a role that is_kept

    std::vector<InputFile> files;
    std::vector<KeptFile> kept;  ///< [files] where IngestSpec::keep asks for them
    std::vector<ColumnRole> roles;
    std::vector<ColumnFilter> filters;  ///< in force; the rows they leave out are here, flagged
    RejectedRows rejects;
    DateReading dates;
    std::vector<std::string> warnings;  ///< amounts in several currencies
    std::string amount_source;          ///< how amount was made: "total column 'X'", "'Quantity' x 'UnitPrice'", "none"

    [[nodiscard]] std::size_t rows() const { return time.size(); }
};

}  // namespace rfmeans
