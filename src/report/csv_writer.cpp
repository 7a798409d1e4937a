#include "report/csv_writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace rfmeans::report {
namespace {

constexpr std::size_t kFlushBytes = 1U << 16U;

bool needs_quotes(std::string_view cell) {
    return !cell.empty() && (cell.find_first_of(",\"\r\n") != std::string_view::npos || cell.front() == ' ' ||
                             cell.back() == ' ' || cell.front() == '\t' || cell.back() == '\t');
}

}  // namespace

void CsvWriter::begin_cell() {
    if (!first_) {
        buffer_ += ',';
    }
    first_ = false;
}

void CsvWriter::flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
}

CsvWriter& CsvWriter::text(std::string_view cell) {
    begin_cell();
    if (!needs_quotes(cell)) {
        buffer_ += cell;
        return *this;
    }
    buffer_ += '"';
    for (const char c : cell) {
        if (c == '"') {
            buffer_ += '"';
        }
        buffer_ += c;
    }
    buffer_ += '"';
    return *this;
}

CsvWriter& CsvWriter::number(double cell) {
    begin_cell();
    if (!std::isnan(cell)) {
        fmt::format_to(std::back_inserter(buffer_), "{}", cell);
    }
    return *this;
}

CsvWriter& CsvWriter::integer(std::int64_t cell) {
    begin_cell();
    fmt::format_to(std::back_inserter(buffer_), "{}", cell);
    return *this;
}

CsvWriter& CsvWriter::natural(std::uint64_t cell) {
    begin_cell();
    fmt::format_to(std::back_inserter(buffer_), "{}", cell);
    return *this;
}

CsvWriter& CsvWriter::blank() {
    begin_cell();
    return *this;
}

void CsvWriter::end_row() {
    buffer_ += '\n';
    first_ = true;
    if (buffer_.size() >= kFlushBytes) {
        flush();
    }
}

}  // namespace rfmeans::report
