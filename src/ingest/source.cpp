#include "ingest/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ingest/encoding.hpp"
#include "ingest/header_row.hpp"
#include "ingest/spool.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

Source read_source(FileBytes bytes) {
    const std::string& path = bytes.path;
    if (bytes.content.empty()) {
        throw Error(Failure::content,
                    fmt::format("'{}' is empty ({} bytes{}). Give a file with a header and rows", path, bytes.bytes,
                                bytes.packing == Packing::none ? "" : ", nothing in it when unpacked"));
    }
    if (bytes.cut) {
        drop_cut_line(bytes.content);
    }
    DecodedText decoded = decode_text(std::move(bytes.content), path);

    Source source;
    source.file = {.path = path, .bytes = bytes.bytes, .sha256 = std::move(bytes.sha256), .dialect = {}};
    source.text = std::move(decoded.text);
    source.cut = bytes.cut;
    const std::string_view text = source.text;
    source.dialect = {.delimiter = bytes.packing == Packing::parquet ? ',' : find_delimiter(text),
                      .quotes = text.find('"') != std::string_view::npos,
                      .encoding = decoded.encoding,
                      .line_end = find_line_end(text),
                      .packing = bytes.packing};
    HeaderRow header = find_header(text, source.dialect.delimiter);
    if (header.names.empty()) {
        throw Error(Failure::content,
                    fmt::format("'{}' has only blank lines. Give a file with a header and rows", path));
    }
    source.header = std::move(header.names);
    source.first_row = header.first_row;
    source.dialect.header = header.found;
    source.dialect.titles = std::move(header.titles);
    source.file.dialect = describe_dialect(source.dialect);

    RecordReader reader = source.rows();
    Record record;
    bool has_row = bytes.cut;
    while (!has_row && reader.next(record)) {
        has_row = !record.blank;
    }
    if (!has_row) {
        throw Error(Failure::content, fmt::format("'{}' has a header ({}) but no rows below it. Give a file with rows",
                                                  path, list_names(source.header)));
    }
    return source;
}

}  // namespace

Source open_source(const std::string& path, Extent extent) {
    return read_source(load_file(path, extent));
}

Source open_kept(const KeptFile& kept, Extent extent) {
    FileBytes bytes;
    bytes.path = kept.file.path;
    bytes.bytes = kept.file.bytes;
    bytes.sha256 = kept.file.sha256;
    bytes.cut = extent == Extent::head && kept.text.size() > kHeadBytes;
    bytes.content = bytes.cut ? kept.text.substr(0, kHeadBytes) : kept.text;
    Source source = read_source(std::move(bytes));
    source.file.dialect = kept.file.dialect;  // of the bytes that it was
    return source;
}

void check_file_list(const std::vector<std::string>& files) {
    if (files.empty()) {
        throw Error(Failure::option, "no input file was given. Name one or more delimited text files");
    }
    std::set<std::string> seen;
    for (const std::string& file : files) {
        if (!seen.insert(canonical_name(file)).second) {
            throw Error(Failure::option,
                        fmt::format("'{}' is given twice (its rows would count double). Name each file once", file));
        }
    }
}

std::string list_names(const std::vector<std::string>& names) {
    constexpr std::size_t kMostNames = 30;
    std::string text;
    const std::size_t shown = std::min(names.size(), kMostNames);
    for (std::size_t i = 0; i < shown; ++i) {
        text += fmt::format("{}'{}'", i == 0 ? "" : ", ", shorten(names[i]));
    }
    if (shown < names.size()) {
        text += fmt::format(" and {} more", names.size() - shown);
    }
    return text;
}

}  // namespace rfmeans::ingest
