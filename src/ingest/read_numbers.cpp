#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "ingest/byte_source.hpp"
#include "ingest/dialect.hpp"
#include "ingest/encoding.hpp"
#include "ingest/npy.hpp"
#include "ingest/record_reader.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans {
namespace {

using ingest::Record;

// Also reads nan and inf: they are numbers, though not finite, so a first line of them is no header.
std::optional<double> read_number(std::string_view cell) {
    cell = ingest::trim(cell);
    const char* first = cell.data() + (cell.starts_with('+') ? 1 : 0);
    const char* last = cell.data() + cell.size();
    double value = 0;
    const auto result = fast_float::from_chars(first, last, value);
    if (first == last || result.ec != std::errc{} || result.ptr != last) {
        return std::nullopt;
    }
    return value;
}

std::vector<std::string> default_names(std::size_t columns) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < columns; ++i) {
        names.push_back(fmt::format("x{}", i));
    }
    return names;
}

std::vector<std::string> names_of(const Record& header) {
    std::vector<std::string> names = default_names(header.fields.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string_view name = ingest::trim(header.fields[i]);
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
            names[i] = name;
        }
    }
    return names;
}

void add_row(const Record& record, NumberTable& table) {
    const std::string& path = table.file.path;
    if (record.unclosed_quote || record.fields.size() != table.columns.size()) {
        throw Error(Failure::content, fmt::format("line {} of '{}' has {} values ({} were expected, as in its first "
                                                  "line). Complete the line or leave it out",
                                                  record.line, path, record.fields.size(), table.columns.size()));
    }
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        const auto value = read_number(record.fields[i]);
        if (!value || !std::isfinite(*value)) {
            throw Error(Failure::content,
                        fmt::format("line {}, column {} ('{}') of '{}' is '{}' (expected a finite number such as "
                                    "-1.5e3). Replace it or leave the row out",
                                    record.line, i + 1, table.columns[i], path, ingest::shorten(record.fields[i])));
        }
        table.values.values.push_back(*value);
    }
    ++table.values.rows;
}

void read_text(ingest::FileBytes bytes, NumberTable& table) {
    const std::string& path = table.file.path;
    const ingest::DecodedText decoded = ingest::decode_text(std::move(bytes.content), path);
    const std::string& text = decoded.text;
    ingest::Dialect dialect{.delimiter = ingest::find_delimiter(text),
                            .header = false,
                            .quotes = text.find('"') != std::string::npos,
                            .encoding = decoded.encoding,
                            .line_end = ingest::find_line_end(text),
                            .packing = bytes.packing};
    ingest::RecordReader reader(text, dialect.delimiter);
    Record record;
    while (reader.next(record)) {
        if (record.blank) {
            ++table.file.blank_rows;
            continue;
        }
        if (table.columns.empty()) {
            dialect.header = std::none_of(record.fields.begin(), record.fields.end(),
                                          [](std::string_view cell) { return read_number(cell).has_value(); });
            table.columns = dialect.header ? names_of(record) : default_names(record.fields.size());
            table.values.cols = table.columns.size();
            if (dialect.header) {
                continue;
            }
        }
        add_row(record, table);
    }
    table.file.dialect = ingest::describe_dialect(dialect);
    if (table.values.rows == 0) {
        throw Error(Failure::content, fmt::format("'{}' has no rows of numbers ({}). Give a file with rows", path,
                                                  table.columns.empty() ? "only blank lines" : "only a header"));
    }
}

}  // namespace

NumberTable read_numbers(const std::string& file) {
    ingest::FileBytes bytes = ingest::load_file(file, ingest::Extent::whole);
    NumberTable table;
    table.file = {.path = file, .bytes = bytes.bytes, .sha256 = bytes.sha256, .dialect = {}};
    if (bytes.content.empty()) {
        throw Error(Failure::content, fmt::format("'{}' is empty. Give a file with rows of numbers", file));
    }
    if (ingest::is_npy(bytes.content)) {
        ingest::NpyMatrix matrix = ingest::read_npy(bytes.content, file);
        table.values = std::move(matrix.values);
        table.file.dialect = matrix.dialect + ingest::packing_suffix(bytes.packing);
        table.columns = default_names(table.values.cols);
    } else {
        read_text(std::move(bytes), table);
    }
    table.file.rows = static_cast<std::int64_t>(table.values.rows);
    return table;
}

}  // namespace rfmeans
