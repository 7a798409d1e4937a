#include "ingest/distinct_texts.hpp"

#include <algorithm>
#include <deque>

#include "ingest/row_parser.hpp"

namespace rfmeans::ingest {

CommaNumbers comma_numbers(const std::vector<Source>& heads) {
    const bool semicolons =
        std::all_of(heads.begin(), heads.end(), [](const Source& head) { return head.dialect.delimiter == ';'; });
    return semicolons ? CommaNumbers::read : CommaNumbers::refused;
}

void leave_out_distinct_texts(const std::vector<Source>& heads, RoleMap& roles) {
    std::deque<RawColumn> columns;
    for (const ColumnRole& role : roles.columns) {
        if (is_kept(role.role)) {
            columns.emplace_back().name = role.column;
        }
    }
    for (const Source& head : heads) {
        std::vector<std::size_t> places;
        for (const RawColumn& column : columns) {
            const auto found = std::find(head.header.begin(), head.header.end(), column.name);
            places.push_back(static_cast<std::size_t>(found - head.header.begin()));
        }
        RecordReader reader = head.rows();
        Record record;
        while (reader.next(record)) {
            if (record.blank || check_shape(record, head.header.size())) {
                continue;
            }
            for (std::size_t i = 0; i < columns.size(); ++i) {
                columns[i].add(places[i] < head.header.size() ? record.fields[places[i]] : std::string_view{});
            }
        }
    }
    std::vector<std::string> useless;
    for (const RawColumn& column : columns) {
        useless.push_back(find_too_distinct(column, comma_numbers(heads)));
    }
    static_cast<void>(give_up_useless(roles, useless));
}

}  // namespace rfmeans::ingest
