#include "ingest/column_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "ingest/amount.hpp"
#include "ingest/date_parser.hpp"

namespace rfmeans::ingest {
namespace {

constexpr int kEvidenceRecords = 1000;  // a file

struct Place {
    const Source& source;
    std::int64_t line;
};

void add_value(ColumnEvidence& column, std::string_view value, const Place& place, std::optional<DateFormat> given) {
    const auto& [source, line] = place;
    const bool number = parse_either_mark(value).has_value();
    ++column.present;
    column.distinct.emplace(value);
    column.numbers += number ? 1 : 0;
    column.with_digits += value.find_first_of("0123456789") != std::string_view::npos ? 1 : 0;
    const bool date = given ? parse_time(value, *given).value.has_value() : column.tally.count(value, line);
    if (date) {
        ++column.dates;
        column.evident_dates += number ? 0 : 1;
    } else if (column.example.empty()) {
        column.example = fmt::format("line {} of '{}': '{}'", line, source.file.path, shorten(value));
    }
}

}  // namespace

bool fits_role(Role role, const ColumnEvidence& column) {
    switch (role) {
        case Role::date:
            return column.present > 0 && 2 * column.dates >= column.present;
        case Role::quantity:
        case Role::price:
        case Role::total:
        case Role::frequency:
        case Role::monetary:
            return column.present > 0 && 2 * column.numbers >= column.present;
        case Role::recency:
            return column.present > 0 && 2 * std::max(column.numbers, column.dates) >= column.present;
        default:
            return column.present > 0;
    }
}

bool nearly_fits_role(Role role, const ColumnEvidence& column) {
    switch (role) {
        case Role::date:
            return column.dates > 0;
        case Role::quantity:
        case Role::price:
        case Role::total:
            return column.present > 0 && 2 * column.with_digits >= column.present;
        case Role::customer:
            return true;
        default:
            return false;
    }
}

std::vector<ColumnEvidence> gather_evidence(const std::vector<Source>& heads, std::optional<DateFormat> given) {
    std::vector<ColumnEvidence> columns;
    std::unordered_map<std::string, std::size_t> index;
    for (const Source& source : heads) {
        std::vector<std::size_t> place;
        for (const std::string& name : source.header) {
            const auto [found, added] = index.emplace(name, columns.size());
            if (added) {
                columns.push_back({.name = name, .tally = {}, .distinct = {}, .example = {}});
            }
            place.push_back(found->second);
            columns[found->second].tally.begin_file(source.file.path);
        }
        RecordReader reader = source.rows();
        Record record;
        for (int records = 0; records < kEvidenceRecords && reader.next(record);) {
            if (record.blank || record.unclosed_quote) {
                continue;
            }
            ++records;
            for (std::size_t i = 0; i < std::min(place.size(), record.fields.size()); ++i) {
                const std::string_view value = trim(record.fields[i]);
                if (!value.empty()) {
                    add_value(columns[place[i]], value, {source, record.line}, given);
                }
            }
        }
    }
    return columns;
}

}  // namespace rfmeans::ingest
