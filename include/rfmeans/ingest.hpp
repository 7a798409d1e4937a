// Stage 1: files → typed transactions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rfmeans/customer_table.hpp"
#include "rfmeans/date_format.hpp"
#include "rfmeans/matrix.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans {

struct IngestSpec {
    std::map<std::string, std::string>
        columns;  ///< role name → column name (`--columns customer=…,date=…`); a column named "-" is nobody's, and of
                  ///< frequency and monetary "A+B" names several that are added up
    double max_rejects = 0.20;  ///< refuse files of which more than this share of non-blank rows cannot be parsed
    /// As `columns`, of a study whose definitions hold for these files too; `columns` go before.
    std::map<std::string, std::string> study_columns = {};
    std::optional<DateFormat> date_format = {};  ///< of the date column; nullopt: found out from all its values
};

/// Reads delimited text files (comma, semicolon, tab or runs of blanks; quotes, UTF-8, UTF-16, windows-1252, CP437,
/// CRLF, gzip, zstd) as one data set. Columns are matched by header name across files. Dates: one DateFormat for the
/// column, that of most of its values in all files together. Amounts are exact decimals. Errors: Error{resource}
/// missing file, directory, unreadable, broken gzip or zstd; Error{content} empty, header only, binary, no date or
/// customer column (lists the columns seen and names --columns), dates that fit D/M and M/D alike (names
/// --date-format), more rejects than allowed, amounts beyond int64. An Error{content} for too many rejects quotes the
/// first of them.
[[nodiscard]] Transactions read_transactions(const std::vector<std::string>& files, const IngestSpec& spec);

/// Roles and dialect only, from the head of the files (`--dry-run`). Same errors where they show there.
[[nodiscard]] Transactions sniff_transactions(const std::vector<std::string>& files, const IngestSpec& spec);

/// What the rows of the files are, by their heads. Errors as sniff_transactions.
[[nodiscard]] RowKind find_row_kind(const std::vector<std::string>& files, const IngestSpec& spec);

/// Reads files whose rows are customers. Several columns of frequency or monetary are added up, exactly. Rows without
/// an id, with one that was there before, or with a measure that is missing, no number or (but for monetary) below zero
/// are rejected. Errors: as read_transactions, and Error{content} where the rows are transactions.
[[nodiscard]] CustomerTable read_customers(const std::vector<std::string>& files, const IngestSpec& spec);

/// A plain matrix of numbers for `sweep --points`.
struct NumberTable {
    Matrix<double> values;             ///< [rows, cols]; float32 input is widened exactly
    std::vector<std::string> columns;  ///< names from the header, else "x0", "x1", …
    InputFile file;
};

/// Reads X.npy (C or Fortran order; float16/32/64, integers, bool; 1-D means one column) or a CSV of numbers (header
/// optional). Errors: Error{resource}; Error{content} naming line and column for a cell that is no finite number.
[[nodiscard]] NumberTable read_numbers(const std::string& file);

}  // namespace rfmeans
