// The rows behind a study, kept by `--keep-transactions`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rfmeans/column.hpp"

namespace rfmeans {

/// Rows in the order of the files. The texts alone say everything; the columns are for other programs.
struct KeptTransactions {
    std::vector<std::string> texts;      ///< [files of the study] as UTF-8, header included
    std::vector<std::int32_t> file;      ///< [rows] index into texts
    std::vector<std::int32_t> customer;  ///< [rows] index into the customers of the study; -1: not among them
    std::vector<std::int64_t> time;      ///< [rows] seconds since 1970-01-01 00:00:00, local time as written
    std::vector<std::int32_t> order;     ///< [rows] index into order_ids; -1: none; empty: no order column
    std::vector<std::string> order_ids;  ///< by first occurrence; ascending where a row has no customer
    std::vector<std::int64_t> amount;    ///< [rows] in units of 10^-decimals of the currency; empty: no amounts
    int decimals = 0;
    std::vector<std::uint8_t> flags;  ///< [rows] of row_flag
    std::vector<Column> attributes;   ///< each [rows]

    [[nodiscard]] std::size_t rows() const { return time.size(); }
};

}  // namespace rfmeans
