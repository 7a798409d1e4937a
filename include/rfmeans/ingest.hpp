// Stage 1: files → typed transactions.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rfmeans/customer_table.hpp"
#include "rfmeans/date_format.hpp"
#include "rfmeans/matrix.hpp"
#include "rfmeans/reject_limit.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans {

enum class KeepTexts { no, yes };

/// How far the reading of files is.
struct ReadSoFar {
    std::int64_t bytes = 0;      ///< of the files on the disk; falls back to 0 where they are read anew
    std::int64_t all_bytes = 0;  ///< 0: not known
    std::int64_t rows = 0;       ///< since the last fall
};

struct IngestSpec {
    std::map<std::string, std::string>
        columns;  ///< role name → column name (`--columns customer=…,date=…`); a column named "-" is nobody's, and of
                  ///< frequency and monetary "A+B" names several that are added up
    RejectLimit max_rejects = 0.20;  ///< refuse files of which more of the non-blank rows cannot be parsed
    /// As `columns`, of a study whose definitions hold for these files too; `columns` go before.
    std::map<std::string, std::string> study_columns = {};
    std::optional<DateFormat> date_format = {};  ///< of the date column; nullopt: found out from all its values
    bool date_format_found = false;          ///< date_format was found by an earlier ingest of the data set, not given
    KeepTexts keep = KeepTexts::no;          ///< yes: Transactions::kept has the files
    std::span<const KeptFile> earlier = {};  ///< read before the files, as they were then; their rejects were allowed
    std::vector<ColumnFilter> where = {};    ///< a row passes all of them, or is flagged kFiltered
    std::function<void(const ReadSoFar&)> progress = {};  ///< told now and then, by any thread; may be empty
};

/// Reads delimited text files (comma, semicolon, tab or runs of blanks; quotes, UTF-8, UTF-16, windows-1252, CP437,
/// CRLF, gzip, zstd, Parquet) as one data set. Columns are matched by header name across files. Dates: one DateFormat
/// for the column, that of most of its values in all files together. Amounts are exact decimals. Errors:
/// Error{resource} missing file, directory, unreadable, broken gzip, zstd or Parquet; Error{content} empty, header
/// only, binary, no date or customer column (lists the columns seen and names --columns), files whose columns differ,
/// dates that fit D/M and M/D alike (names --date-format), more rejects than allowed (quotes the first of them),
/// amounts beyond int64; Error{option} a filter of a column that is not there.
[[nodiscard]] Transactions read_transactions(const std::vector<std::string>& files, const IngestSpec& spec);

/// Roles and dialect only, from the head of the files (`--dry-run`). Same errors where they show there.
[[nodiscard]] Transactions sniff_transactions(const std::vector<std::string>& files, const IngestSpec& spec);

/// Whether Parquet files can be read here.
struct ParquetSupport {
    std::string library;  ///< that reads them, with its version; empty: they cannot be read
    std::string reason;   ///< why not
};
[[nodiscard]] ParquetSupport find_parquet_support();

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
