// Rows as read_rows gives them, beside rows read one after the other.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "ingest/read_rows.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans::test {

/// Line, read, time, mantissa, scale, flags, customer, order, currency, fields of the columns.
using ReadRow = std::tuple<std::size_t, std::int64_t, bool, std::int64_t, std::int64_t, int, int, std::string,
                           std::string, std::string, std::vector<std::string>>;

/// All that there is to compare.
struct ReadData {
    std::string error;  ///< of the Error that was thrown; then there is nothing else
    std::vector<ReadRow> rows;
    std::vector<std::string> files, rejects, roles;
    std::string dates;
    ingest::CurrencyCounts currencies;

    bool operator==(const ReadData&) const = default;
};

/// By RecordReader and assemble_transactions.
[[nodiscard]] ReadData read_one_by_one(const ingest::RowsPlan& plan);

/// How the sinks take the rows that can be read by column.
enum class TakenBy { rows, columns };

[[nodiscard]] ReadData read_in_chunks(const ingest::RowsPlan& plan, TakenBy by);

/// A plan as read_transactions makes it, with every column as text.
[[nodiscard]] ingest::RowsPlan plan_rows(const std::vector<std::string>& files, const IngestSpec& spec = {});

}  // namespace rfmeans::test
