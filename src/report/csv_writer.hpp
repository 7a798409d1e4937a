#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace rfmeans::report {

/// CSV after RFC 4180, with "\n" as line end: a cell is quoted where it holds a comma, a quote or a line end, or starts
/// or ends with a blank. Doubles are the shortest text that reads back as the same bits; NaN is an empty cell.
class CsvWriter {
public:
    explicit CsvWriter(std::ostream& out) : out_(out) {}
    CsvWriter(const CsvWriter&) = delete;
    CsvWriter& operator=(const CsvWriter&) = delete;
    ~CsvWriter() { flush(); }

    CsvWriter& text(std::string_view cell);
    CsvWriter& number(double cell);
    CsvWriter& integer(std::int64_t cell);
    CsvWriter& natural(std::uint64_t cell);
    CsvWriter& blank();
    void end_row();

private:
    void begin_cell();
    void flush();

    std::ostream& out_;
    std::string buffer_;
    bool first_ = true;
};

}  // namespace rfmeans::report
