#include "cli/console.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace rfmeans::cli {
namespace {

bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || std::string("_-./=:,+@%").find(c) != std::string::npos;
}

bool starts_as_number(const std::string& text) {
    const std::size_t first = !text.empty() && text[0] == '-' ? 1 : 0;
    return text == "-" || (first < text.size() && std::isdigit(static_cast<unsigned char>(text[first])) != 0);
}

// Names come from the data: they must not move the cursor or colour the terminal.
void hide_control_characters(std::string& text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; }, '?');
}

// Characters, not bytes, so that names in UTF-8 keep their columns.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

void Console::note(const std::string& message) const {
    if (talk == Talk::normal) {
        fmt::print(err, "rfmeans: {}\n", message);
    }
}

void Console::warn(const std::string& message) const {
    if (talk == Talk::normal) {
        fmt::print(err, "rfmeans: warning: {}\n", message);
    }
}

void Console::warn(const std::vector<std::string>& messages) const {
    for (const std::string& message : messages) {
        warn(message);
    }
}

std::string quote_command(const std::vector<std::string>& arguments) {
    std::string command = "rfmeans";
    for (const std::string& argument : arguments) {
        command += ' ';
        if (!argument.empty() && std::all_of(argument.begin(), argument.end(), is_plain)) {
            command += argument;
            continue;
        }
        command += '\'';
        for (const char c : argument) {
            command += c == '\'' ? std::string("'\\''") : std::string(1, c);
        }
        command += '\'';
    }
    return command;
}

std::string with_commas(long long value) {
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t i = digits.size(); i > first + 3; i -= 3) {
        digits.insert(i - 3, 1, ',');
    }
    return digits;
}

std::string bytes_text(double bytes) {
    const char* units[] = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    std::size_t unit = 0;
    while (bytes >= 1024 && unit < 4) {
        bytes /= 1024;
        ++unit;
    }
    return unit == 0 ? fmt::format("{:.0f} bytes", bytes) : fmt::format("{:.1f} {}", bytes, units[unit]);
}

std::string number_text(double value) {
    return std::isnan(value) ? "-" : fmt::format("{:.6g}", value);
}

std::string table_text(std::vector<std::vector<std::string>> rows) {
    for (auto& row : rows) {
        std::for_each(row.begin(), row.end(), hide_control_characters);
    }
    std::vector<std::size_t> widths;
    std::vector<bool> numbers;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        widths.resize(std::max(widths.size(), rows[r].size()), 0);
        numbers.resize(widths.size(), true);
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            widths[c] = std::max(widths[c], width_of(rows[r][c]));
            if (r > 0 && !rows[r][c].empty() && !starts_as_number(rows[r][c])) {
                numbers[c] = false;
            }
        }
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string blanks(widths[c] - width_of(row[c]), ' ');
            line.append(c > 0 ? 2 : 0, ' ').append(numbers[c] ? blanks : row[c]).append(numbers[c] ? row[c] : blanks);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

}  // namespace rfmeans::cli
