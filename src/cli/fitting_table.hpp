// Tables that fit the terminal, and pictures made of characters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rfmeans::cli {

/// A column that may be left out where the lines get too long: the one with the largest number first; 0: never.
struct TableColumn {
    std::string name;
    int dispensable = 0;
};

class FittingTable {
public:
    explicit FittingTable(std::vector<TableColumn> columns) : columns_(std::move(columns)) {}

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

    /// As table_text; empty without rows. If even the columns that must stay are too wide, the last is broken at
    /// blanks.
    [[nodiscard]] std::string text(std::size_t width) const;

private:
    [[nodiscard]] std::vector<std::vector<std::string>> cells(int most_dispensable) const;

    std::vector<TableColumn> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// At most `most` characters of the text, the last one an ellipsis where it is cut.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t most);

/// Heights as blocks ▁ to █, neighbours added up where there are more than `width`; a blank where there is nothing.
[[nodiscard]] std::string block_chart(const std::vector<std::int64_t>& heights, std::size_t width);

/// A lying bar of up to `width` blocks, in eighths.
[[nodiscard]] std::string bar(double share, std::size_t width);

}  // namespace rfmeans::cli
