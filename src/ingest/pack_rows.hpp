// From the heads of the files to packed rows; the reader of the rows is given, so that tests can bring their own.
#pragma once

#include <functional>

#include "ingest/read_rows.hpp"
#include "rfmeans/packed_rows.hpp"

namespace rfmeans::ingest {

using ReadRows = std::function<RowsRead(const RowsPlan&, const MakeSink&)>;

/// pack_rows with another reader.
[[nodiscard]] PackedRows pack_rows_with(const ReadRows& read, const std::vector<std::string>& files,
                                        const IngestSpec& ingest, const PackSpec& spec);

}  // namespace rfmeans::ingest
