// One input file: its text, dialect and header.
#pragma once

#include <string>
#include <vector>

#include "ingest/byte_source.hpp"
#include "ingest/dialect.hpp"
#include "ingest/record_reader.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::ingest {

struct Source {
    InputFile file;  ///< counts of rows are left 0
    Dialect dialect;
    std::string text;  ///< UTF-8; of a head, whole lines only
    std::vector<std::string>
        header;              ///< unique, none empty: "column 3", "price (2)"; "column 1", … where there is none
    TextPosition first_row;  ///< behind the header, where there is one
    bool cut = false;        ///< a head that is not the whole file

    [[nodiscard]] RecordReader rows() const { return {text, dialect.delimiter, first_row}; }
};

/// Errors: as load_file and decode_text; Error{content} empty, header only.
[[nodiscard]] Source open_source(const std::string& path, Extent extent);

/// The source that the file was when it was kept.
[[nodiscard]] Source open_kept(const KeptFile& kept, Extent extent);

/// Refuses an empty list and a file given twice: Error{option}.
void check_file_list(const std::vector<std::string>& files);

/// "'a', 'b' and 'c'", long lists cut.
[[nodiscard]] std::string list_names(const std::vector<std::string>& names);

}  // namespace rfmeans::ingest
