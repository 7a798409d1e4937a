// What librfmeans_parquet.so offers to the program that opens it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace rfmeans {

/// A file as text, pulled piece by piece.
class TextPieces {
public:
    TextPieces() = default;
    TextPieces(const TextPieces&) = delete;
    TextPieces& operator=(const TextPieces&) = delete;
    virtual ~TextPieces() = default;

    /// Makes `piece` the next piece of the text, never an empty one; false at the end. Errors: Error{resource} damaged.
    [[nodiscard]] virtual bool next(std::string& piece) = 0;

    /// How much of the file the pieces so far stand for: 0 to its size, estimated by rows.
    [[nodiscard]] virtual std::int64_t bytes_done() const = 0;
};

/// Changes with every change of this file; program and module must agree.
inline constexpr int kParquetModuleVersion = 1;

struct ParquetModule {
    int version;
    const char* library;  ///< "Arrow C++ 26.0.1"
    /// The columns as the text of a CSV file (RFC 4180: header, commas, quotes where needed) in UTF-8 with LF: the
    /// first piece is the header, each other one holds whole rows. src/parquet_text/README.md says how values are
    /// written. Errors: Error{resource} damaged, encrypted; Error{content} no columns, nested columns.
    std::unique_ptr<TextPieces> (*open)(const std::string& path);
};

/// Name of the module's only symbol: `extern "C" const ParquetModule* rfmeans_parquet_module()`.
inline constexpr const char* kParquetModuleSymbol = "rfmeans_parquet_module";

}  // namespace rfmeans
