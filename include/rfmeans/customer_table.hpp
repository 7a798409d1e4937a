// Tables with one row a customer, whose recency, frequency and monetary are given.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rfmeans/column.hpp"
#include "rfmeans/rejected_rows.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans {

/// Ids and measures, ascending by id: by number or by bytes, as in CustomerIds.
struct CustomerTable {
    CustomerIds ids;                      ///< [customers]; numbers of rows from 1 where no column names the customers
    std::vector<double> recency;          ///< [customers] as given, >= 0; empty where last_time is given
    std::vector<std::int64_t> last_time;  ///< [customers] last purchase, seconds since 1970-01-01; empty: recency
    std::vector<double> frequency;        ///< [customers] as given, >= 0
    std::vector<std::int64_t> monetary;   ///< [customers] in units of 10^-decimals; empty: none given
    int decimals = 0;                     ///< decimal places of monetary, 0 to 18
    std::vector<Column> attributes;       ///< each [customers]

    std::vector<InputFile> files;
    std::vector<ColumnRole> roles;
    RejectedRows rejects;
    DateReading dates;
    std::vector<std::string> warnings;
    /// Where each comes from, in words: "column 'Recency'".
    std::string id_source, recency_source, frequency_source, monetary_source;

    [[nodiscard]] std::size_t customers() const { return ids.size(); }
};

}  // namespace rfmeans
