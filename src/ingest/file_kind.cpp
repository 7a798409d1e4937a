#include "ingest/file_kind.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

struct Kind {
    std::string_view magic;
    const char* name;
    const char* remedy;
};

// None of these could begin the first line of a table.
constexpr Kind kKinds[] = {
    {"PAR1\x15", "a Parquet file, packed once more", "Unpack it"},
    {"PARE\x15", "an encrypted Parquet file", "Write it without encryption"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Excel workbook (.xls)", "Save the sheet as CSV UTF-8"},
    {"\x89HDF\r\n", "an HDF5 file", "Name the transaction files that it was made of, or export its table as CSV"},
    {std::string_view("SQLite format 3\0", 16), "an SQLite database", "Export the table as CSV"},
    {"\xFD"
     "7zXZ",
     "packed with xz", "Unpack it with 'xz -d', or pack it with gzip or zstd"},
    {"BZh91AY&SY", "packed with bzip2", "Unpack it with 'bzip2 -d', or pack it with gzip or zstd"},
    {"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", "Unpack it and name the files in it"},
    {"%PDF-1.", "a PDF document", "Export the table as CSV"}};

// The name and the start of the first member (APPNOTE.TXT 4.3.7: a name lies at byte 30 of its local header).
Kind find_zip_kind(std::string_view bytes) {
    constexpr std::size_t kNameAt = 30;
    const std::string_view first = bytes.substr(std::min(bytes.size(), kNameAt), 200);
    const std::string_view head = bytes.substr(0, std::size_t{1} << 16);
    const auto holds = [&](std::string_view name) { return head.find(name) != std::string_view::npos; };
    if (first.starts_with("mimetypeapplication/vnd.oasis.opendocument")) {
        return {"", "an OpenDocument file (.ods)", "Save the sheet as CSV UTF-8"};
    }
    if (first.starts_with("[Content_Types].xml") || holds("xl/workbook") || holds("xl/worksheets")) {
        return {"", "an Excel workbook (.xlsx)", "Save the sheet as CSV UTF-8"};
    }
    return {"", "a zip archive", "Unpack it and name the files in it; save sheets of a workbook as CSV UTF-8"};
}

}  // namespace

void refuse_other_kinds(std::string_view bytes, const std::string& path) {
    const auto refuse = [&path](const Kind& kind) {
        throw Error(Failure::content,
                    fmt::format("'{}' is {} (delimited text is read, plain, gzip or zstd, and Parquet). {}", path,
                                kind.name, kind.remedy));
    };
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
        refuse(find_zip_kind(bytes));
    }
    for (const Kind& kind : kKinds) {
        if (bytes.starts_with(kind.magic)) {
            refuse(kind);
        }
    }
}

}  // namespace rfmeans::ingest
