// Parquet files, known by their first bytes, as text: by a module that is opened where there is such a file.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "ingest/packing.hpp"
#include "rfmeans/parquet_module.hpp"

namespace rfmeans::ingest {

[[nodiscard]] bool is_parquet(std::string_view bytes);

/// The file as the text of a CSV file, piece by piece, in bounded memory. The first piece is the header.
/// Errors: as ParquetModule::open; Error{content} this build has no Parquet.
[[nodiscard]] std::unique_ptr<TextPieces> open_parquet(const std::string& path);

/// All of the text, or its head. Reads the file anew: what tells about the columns lies at its end.
[[nodiscard]] Unpacked unpack_parquet(const PackedInput& input);

}  // namespace rfmeans::ingest
