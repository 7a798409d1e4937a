// The module's only symbol.
#include <arrow/util/config.h>

#include "parquet_text/parquet_file.hpp"

extern "C" [[gnu::visibility("default")]] const rfmeans::ParquetModule* rfmeans_parquet_module() {
    static constexpr rfmeans::ParquetModule kModule = {.version = rfmeans::kParquetModuleVersion,
                                                       .library = "Arrow C++ " ARROW_VERSION_STRING,
                                                       .open = rfmeans::parquet_text::open_parquet};
    return &kModule;
}
