// One Parquet file as the text of a CSV file.
#pragma once

#include <memory>
#include <string>

#include "rfmeans/parquet_module.hpp"

namespace rfmeans::parquet_text {

/// As ParquetModule::open.
[[nodiscard]] std::unique_ptr<TextPieces> open_parquet(const std::string& path);

}  // namespace rfmeans::parquet_text
