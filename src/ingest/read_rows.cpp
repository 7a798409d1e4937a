#include "ingest/read_rows.hpp"

#include <algorithm>
#include <optional>

namespace rfmeans::ingest {
namespace {

void read_file(const RowsPlan& plan, const RoleMap& roles, std::size_t file, RowSink& sink) {
    const Source source = open_source(plan.files[file], Extent::whole);
    const RowLayout layout = lay_out_rows(source, roles);
    std::vector<std::size_t> places;
    for (const std::string& column : plan.columns) {
        const auto found = std::find(source.header.begin(), source.header.end(), column);
        places.push_back(static_cast<std::size_t>(found - source.header.begin()));
    }
    DateTally dates;
    RecordReader reader = source.rows();
    Record record;
    while (reader.next(record)) {
        if (record.blank || check_shape(record, source.header.size())) {
            continue;
        }
        RowBatch batch{.file = file, .chunk = 0, .rows = {}, .fields = {}};
        const auto parsed = parse_row(record, layout, dates);
        const auto* row = std::get_if<ParsedRow>(&parsed);
        batch.rows.push_back({.values = row ? *row : ParsedRow{}, .line = record.line - 1, .read = row != nullptr});
        for (const std::size_t place : places) {
            batch.fields.push_back(place < source.header.size() ? trim(record.fields[place]) : std::string_view{});
        }
        sink.take(batch);
    }
}

}  // namespace

RowsRead read_rows(const RowsPlan& plan, const MakeSink& make_sink) {
    Transactions transactions = assemble_transactions({.files = plan.files,
                                                       .roles = plan.roles,
                                                       .dates_given = plan.dates_given,
                                                       .date_rejects = plan.date_rejects,
                                                       .date_doubt = plan.date_doubt,
                                                       .max_rejects = plan.max_rejects,
                                                       .restart = {},
                                                       .watcher = {}});
    RowsRead read;
    read.roles = plan.roles;
    const auto date = plan.roles.find(Role::date);
    if (date && !transactions.dates.format) {
        read.roles.columns[*date].role = Role::attribute;
    } else if (date) {
        read.roles.date_format = *transactions.dates.format;
    }
    read.dates = transactions.dates;
    read.files = std::move(transactions.files);
    read.rejects = std::move(transactions.rejects);
    read.sinks.push_back(make_sink());
    for (std::size_t file = 0; file < plan.files.size(); ++file) {
        read_file(plan, read.roles, file, *read.sinks.front());
    }
    return read;
}

}  // namespace rfmeans::ingest
