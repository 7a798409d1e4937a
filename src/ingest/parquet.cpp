#include "ingest/parquet.hpp"

#include <fmt/format.h>

#include "ingest/spool.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/module_file.hpp"

namespace rfmeans {
namespace {

OpenedModule open_parquet_module() {
    return open_module({.file = "librfmeans_parquet.so",
                        .variable = "RFMEANS_PARQUET_MODULE",
                        .symbol = kParquetModuleSymbol,
                        .version = kParquetModuleVersion,
                        .absent = "no Arrow C++ was found when this rfmeans was built"});
}

}  // namespace

ParquetSupport find_parquet_support() {
    const OpenedModule opened = open_parquet_module();
    return opened.module ? ParquetSupport{static_cast<const ParquetModule*>(opened.module)->library, ""}
                         : ParquetSupport{"", opened.reason};
}

namespace ingest {

// No table begins like this: behind the magic bytes stands the first field of a page or of the file's description.
bool is_parquet(std::string_view bytes) {
    return bytes.starts_with("PAR1\x15");
}

std::unique_ptr<TextPieces> open_parquet(const std::string& path) {
    const OpenedModule opened = open_parquet_module();
    if (!opened.module) {
        throw Error(Failure::content,
                    fmt::format("'{}' is a Parquet file, which cannot be read here ({}). Write it as CSV, for example "
                                "with DuckDB: COPY (FROM 'x.parquet') TO 'x.csv'; or run scripts/setup, which takes "
                                "Arrow C++, and build again",
                                path, opened.reason));
    }
    return static_cast<const ParquetModule*>(opened.module)->open(readable_path(path));
}

Unpacked unpack_parquet(const PackedInput& input) {
    const std::unique_ptr<TextPieces> pieces = open_parquet(input.path);
    Unpacked result;
    std::string piece;
    while (pieces->next(piece)) {
        if (input.extent == Extent::head && result.content.size() >= kHeadBytes) {
            result.cut = true;
            break;
        }
        result.content += piece;
    }
    return result;
}

}  // namespace ingest
}  // namespace rfmeans
