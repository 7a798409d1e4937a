#include "ingest/header_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "ingest/amount.hpp"
#include "ingest/column_names.hpp"
#include "ingest/date_tally.hpp"
#include "ingest/head_sample.hpp"

namespace rfmeans::ingest {
namespace {

using Records = std::vector<SampleRecord>;

constexpr std::size_t kMostMisleading = 10;  // records as wide as the rows above the header

bool is_value(const std::string& cell) {
    return parse_either_mark(cell) || DateTally().count(cell, 0);
}

// Names of at least two roles, and no numbers or dates.
bool is_named(const SampleRecord& record) {
    std::set<Role> roles;
    for (const std::string& cell : record.cells) {
        if (!cell.empty() && is_value(cell)) {
            return false;
        }
        for (const Role role : kAllRoles) {
            if (rank_name(role, cell)) {
                roles.insert(role);
                break;
            }
        }
    }
    return roles.size() >= 2;
}

// The first record that is as wide as the rows and more than half filled; titles are narrower.
std::size_t find_first_wide(const Records& records) {
    const CommonSpan common = find_common_span(records);
    if (common.records < 2) {
        return 0;
    }
    for (std::size_t i = 0; i < std::min(records.size(), kMostTitles + 1); ++i) {
        if (records[i].span >= common.span && 2 * records[i].filled > records[i].span) {
            return i;
        }
    }
    return 0;
}

std::size_t find_first(const Records& records) {
    const std::size_t wide = find_first_wide(records);
    if (is_named(records[wide])) {
        return wide;
    }
    // A header of too few names is the header all the same; its rows are refused for their shape.
    if (wide > 0 && is_named(records[wide - 1])) {
        return wide - 1;
    }
    for (std::size_t i = wide + 1; i < std::min(records.size(), wide + 1 + kMostMisleading); ++i) {
        if (records[i].span >= records[wide].span && is_named(records[i])) {
            return i;
        }
    }
    return wide;
}

bool is_year(const std::string& cell) {
    return cell.size() == 4 && cell.find_first_not_of("0123456789") == std::string::npos && cell >= "1900" &&
           cell <= "2100";
}

/// What stands below one cell of the first record.
struct Below {
    std::size_t present = 0, values = 0, years = 0;
    bool same = false;  // as the cell itself

    [[nodiscard]] bool holds_values() const { return present > 0 && 2 * values >= present; }
    [[nodiscard]] bool holds_years() const { return present > 0 && 2 * years >= present; }
};

Below look_below(const Records& records, std::size_t first, std::size_t column) {
    Below below;
    for (std::size_t i = first + 1; i < records.size(); ++i) {
        if (column >= records[i].cells.size() || records[i].cells[column].empty()) {
            continue;
        }
        const std::string& cell = records[i].cells[column];
        ++below.present;
        below.values += is_value(cell) ? 1 : 0;
        below.years += is_year(cell) ? 1 : 0;
        below.same = below.same || cell == records[first].cells[column];
    }
    return below;
}

// A row whose last cells are empty is narrower than the others, and no title.
std::size_t take_back_rows(const Records& records, std::size_t first) {
    const auto holds_two_values = [](const SampleRecord& record) {
        return std::count_if(record.cells.begin(), record.cells.end(), is_value) >= 2;
    };
    while (first > 0 && holds_two_values(records[first - 1])) {
        --first;
    }
    return first;
}

bool is_known_name(const std::string& cell) {
    return useless_name(cell) ||
           std::any_of(std::begin(kAllRoles), std::end(kAllRoles), [&](Role role) { return rank_name(role, cell); });
}

// Values where the rows below hold values, and more of them than names there. Years as names of columns (a table of
// sums by year) are names: they differ from each other and stand over other numbers.
bool holds_values(const Records& records, std::size_t first) {
    std::size_t over_values = 0, names_over_values = 0;
    std::set<std::string> years;
    bool all_years = true;
    for (std::size_t column = 0; column < records[first].cells.size(); ++column) {
        const std::string& cell = records[first].cells[column];
        const Below below = look_below(records, first, column);
        if (!below.same && is_known_name(cell)) {
            return false;
        }
        if (cell.empty() || (below.present > 0 && !below.holds_values())) {
            continue;
        }
        if (!is_value(cell)) {
            names_over_values += below.present > 0 ? 1 : 0;
            continue;
        }
        ++over_values;
        all_years = all_years && is_year(cell) && !below.holds_years() && years.insert(cell).second;
    }
    return over_values > names_over_values && !all_years;
}

std::vector<std::string> name_columns(const std::vector<std::string>& cells) {
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string base = cells[i].empty() ? fmt::format("column {}", i + 1) : cells[i];
        std::string name = base;
        for (int copy = 2; !seen.insert(name).second; ++copy) {
            name = fmt::format("{} ({})", base, copy);
        }
        names.push_back(std::move(name));
    }
    return names;
}

}  // namespace

HeaderRow find_header(std::string_view text, char delimiter) {
    Records records = sample_records(text, delimiter);
    HeaderRow header;
    if (records.empty()) {
        return header;
    }
    std::size_t first = find_first(records);
    header.found = !holds_values(records, first);
    first = header.found ? first : take_back_rows(records, first);
    for (std::size_t i = 0; i < first; ++i) {
        header.titles.push_back(shorten(trim(records[i].text)));
    }
    if (header.found) {
        header.names = name_columns(records[first].cells);
        header.first_row = records[first].end;
        return header;
    }
    // Without a header the rows say how many columns there are.
    const std::size_t columns = std::max(records[first].cells.size(), find_common_span(records).span);
    header.names = name_columns(std::vector<std::string>(columns));
    header.first_row = records[first].start;
    return header;
}

}  // namespace rfmeans::ingest
