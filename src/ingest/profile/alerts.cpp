#include "ingest/profile/alerts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "ingest/record_reader.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {
namespace {

constexpr double kMostlyMissing = 0.5;        // of the rows
constexpr double kOneValue = 0.95;            // of the rows
constexpr std::int64_t kEnoughForAlert = 20;  // below that many nothing can be said

double share(std::int64_t part, std::int64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

// The earlier column that holds the same texts; its own index where there is none.
std::size_t find_original(const std::vector<MergedColumn>& columns, std::size_t column) {
    std::size_t other = 0;
    while (other < column && columns[other].signature != columns[column].signature) {
        ++other;
    }
    return other;
}

bool tells_rows_apart(const ColumnProfile& column, std::int64_t rows) {
    return column.distinct == rows && rows >= kEnoughForAlert && (column.type == "integer" || column.type == "text");
}

std::optional<Alert> judge_values(const ColumnProfile& column, std::int64_t rows) {
    const auto alert = [&](const std::string& what, std::int64_t concerned) {
        return Alert{column.name, fmt::format("column '{}' {}", column.name, what), concerned};
    };
    if (share(column.missing, rows) > kMostlyMissing) {
        return alert(fmt::format("is mostly missing ({:.1f} %)", 100 * share(column.missing, rows)), column.missing);
    }
    const auto& [value, count] = column.top.front();
    if (rows >= kEnoughForAlert && share(count, rows) >= kOneValue) {
        return alert(
            fmt::format("has nearly one value only ('{}', {:.1f} %)", shorten(value), 100 * share(count, rows)), count);
    }
    if (tells_rows_apart(column, rows)) {
        return alert("has another value in every row", rows);
    }
    return std::nullopt;
}

std::optional<Alert> judge_column(const std::vector<ColumnSummary>& columns, std::size_t i,
                                  const MergedCounts& counts) {
    const ColumnProfile& column = columns[i].profile;
    const std::int64_t rows = column.count + column.missing;
    if (column.top.empty()) {
        return Alert{column.name, fmt::format("column '{}' has no values", column.name), rows};
    }
    if (column.top.size() == 1 && column.top.front().second == rows) {
        const std::string value = shorten(column.top.front().first);
        return rows > 1 ? std::optional(Alert{column.name,
                                              fmt::format("column '{}' is constant ('{}')", column.name, value), rows})
                        : std::nullopt;
    }
    const std::size_t original = find_original(counts.columns, i);
    if (original != i && column.top.size() > 1) {
        return Alert{column.name,
                     fmt::format("column '{}' is an exact copy of '{}'", column.name, columns[original].profile.name),
                     rows};
    }
    return judge_values(column, rows);
}

void add_date_alerts(const ColumnSummary& column, std::vector<Alert>& alerts) {
    const DateOddities& odd = column.dates;
    const std::string& name = column.profile.name;
    if (odd.defaults > 0) {
        alerts.push_back({name,
                          fmt::format("column '{}' has dates that often stand for none (such as {})", name,
                                      format_day(odd.default_day)),
                          odd.defaults});
    }
    if (odd.outlying > 0) {
        alerts.push_back(
            {name,
             fmt::format("column '{}' has dates far from all others (such as {})", name, format_day(odd.outlying_day)),
             odd.outlying});
    }
}

}  // namespace

std::vector<Alert> find_column_alerts(const std::vector<ColumnSummary>& columns, const MergedCounts& counts) {
    std::vector<Alert> alerts;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (auto alert = judge_column(columns, i, counts)) {
            alerts.push_back(std::move(*alert));
        }
        add_date_alerts(columns[i], alerts);
    }
    return alerts;
}

std::vector<Alert> find_day_alerts(const DayBook& days) {
    constexpr std::size_t kEnoughDays = 30;
    std::vector<std::int64_t> rows;
    std::int64_t most = 0;
    Day busiest = 0;
    days.visit([&](Day day, const DayTally& tally) {
        rows.push_back(tally.rows);
        busiest = tally.rows > most ? day : busiest;
        most = std::max(most, tally.rows);
    });
    if (rows.size() < kEnoughDays) {
        return {};
    }
    const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
    std::nth_element(rows.begin(), middle, rows.end());
    if (most <= kUnusualDay * *middle) {
        return {};
    }
    return {{"",
             fmt::format("{} has {:.0f} times the rows of a usual day ({})", format_day(busiest), share(most, *middle),
                         *middle),
             most}};
}

}  // namespace rfmeans::ingest
