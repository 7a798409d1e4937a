#include "cli/fitting_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "cli/console.hpp"

namespace rfmeans::cli {
namespace {

bool starts_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::size_t longest_line(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    std::size_t longest = 0;
    while (std::getline(lines, line)) {
        longest = std::max(longest, characters(line));
    }
    return longest;
}

// Breaks lines at blanks; what follows stands under the last column.
std::string wrap_last(const std::string& table, std::size_t indent, std::size_t width) {
    std::istringstream lines(table);
    std::string line, wrapped;
    while (std::getline(lines, line)) {
        while (characters(line) > width) {
            std::size_t end = 0, seen = 0;
            for (std::size_t i = 0; i < line.size() && seen <= width; ++i) {
                seen += starts_character(line[i]) ? 1 : 0;
                end = line[i] == ' ' ? i : end;
            }
            if (end <= indent) {
                break;
            }
            wrapped += line.substr(0, end) + '\n';
            line = std::string(indent, ' ') + line.substr(end + 1);
        }
        wrapped += line + '\n';
    }
    return wrapped;
}

}  // namespace

std::vector<std::vector<std::string>> FittingTable::cells(int most_dispensable) const {
    std::vector<std::vector<std::string>> cells(rows_.size() + 1);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c].dispensable > most_dispensable) {
            continue;
        }
        cells[0].push_back(columns_[c].name);
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            cells[r + 1].push_back(rows_[r][c]);
        }
    }
    return cells;
}

std::string FittingTable::text(std::size_t width) const {
    if (rows_.empty()) {
        return "";
    }
    int most = 0;
    for (const TableColumn& column : columns_) {
        most = std::max(most, column.dispensable);
    }
    std::string table = table_text(cells(most));
    while (most > 0 && longest_line(table) > width) {
        table = table_text(cells(--most));
    }
    const auto shown = cells(most);
    std::vector<std::vector<std::string>> front = shown;
    for (auto& row : front) {
        row.back() = "|";
    }
    const std::size_t indent = longest_line(table_text(front)) - 1;
    return longest_line(table) > width ? wrap_last(table, indent, width) : table;
}

std::string shortened(const std::string& text, std::size_t most) {
    if (characters(text) <= most) {
        return text;
    }
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end) {
        seen += starts_character(text[end]) ? 1 : 0;
        if (seen == most) {
            break;
        }
    }
    return text.substr(0, end) + "…";
}

std::string block_chart(const std::vector<std::int64_t>& heights, std::size_t width) {
    constexpr std::array<const char*, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    const std::size_t bars = std::min(width, heights.size());
    std::vector<double> sums(bars, 0.0);
    const double share = static_cast<double>(heights.size()) / static_cast<double>(std::max<std::size_t>(bars, 1));
    for (std::size_t i = 0; i < heights.size(); ++i) {
        for (std::size_t b = 0; b < bars; ++b) {
            // How much of the height lies under the block.
            const auto at = static_cast<double>(i), from = static_cast<double>(b) * share;
            const double part = std::min(at + 1, from + share) - std::max(at, from);
            sums[b] += std::max(part, 0.0) * static_cast<double>(heights[i]);
        }
    }
    const double highest = sums.empty() ? 0 : *std::max_element(sums.begin(), sums.end());
    std::string chart;
    for (const double sum : sums) {
        // What is not empty can be seen.
        const auto level = static_cast<std::size_t>(std::ceil(sum / highest * 8));
        chart += sum > 0 ? kBlocks[std::clamp<std::size_t>(level, 1, 8) - 1] : " ";
    }
    return chart;
}

std::string bar(double share, std::size_t width) {
    constexpr std::array<const char*, 8> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const auto eighths =
        static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * 8 * static_cast<double>(width)));
    std::string text;
    for (std::size_t i = 0; i < eighths / 8; ++i) {
        text += "█";
    }
    return text + kEighths[eighths % 8];
}

}  // namespace rfmeans::cli
