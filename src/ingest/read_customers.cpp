#include <fmt/format.h>

#include "ingest/assembly.hpp"
#include "ingest/customer_columns.hpp"
#include "ingest/date_decision.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans {
namespace {

using ingest::CustomerColumns;
using ingest::RoleMap;

struct Reading {
    CustomerTable table;
    ingest::DateTally dates;
};

void read_file(const std::string& path, const RejectLimit& max_rejects, CustomerColumns& columns,
               CustomerTable& noted) {
    const ingest::Source source = ingest::open_source(path, ingest::Extent::whole);
    InputFile file = source.file;
    columns.begin_file(source);
    const std::size_t first_reject = noted.rejects.size();
    ingest::RecordReader reader = source.rows();
    ingest::Record record;
    while (reader.next(record)) {
        if (record.blank) {
            ++file.blank_rows;
            continue;
        }
        ++file.rows;
        if (auto problem = columns.add(record)) {
            ++file.rejected_rows;
            noted.rejects.push_back({.file = path,
                                     .line = record.line,
                                     .column = std::move(problem->column),
                                     .reason = std::move(problem->reason),
                                     .text = std::string(record.text)});
        }
    }
    if (file.rejected_rows > 0) {
        ingest::check_rejects(file, noted.rejects[first_reject], max_rejects);
    }
    noted.files.push_back(std::move(file));
}

Reading read_all(const std::vector<std::string>& files, const RoleMap& roles, const RejectLimit& max_rejects) {
    CustomerColumns columns(roles);
    CustomerTable noted;
    for (const std::string& file : files) {
        read_file(file, max_rejects, columns, noted);
    }
    Reading reading{.table = columns.finish(), .dates = columns.dates()};
    reading.table.files = std::move(noted.files);
    reading.table.rejects = std::move(noted.rejects);
    return reading;
}

// All rows decide the format of the dates; the heads may have said another.
Reading read_with_dates(const std::vector<std::string>& files, RoleMap& roles, const IngestSpec& spec) {
    const RejectLimit any_rejects = 1;  // counted under the format that all rows decide
    Reading reading = read_all(files, roles, any_rejects);
    const std::string& column = roles.columns[*roles.find(Role::recency)].column;
    DateReading dates{
        .column = column, .format = roles.date_format, .given = spec.date_format && !spec.date_format_found};
    if (!spec.date_format) {
        dates.format = reading.dates.decide(spec.max_rejects);
    }
    if (!dates.given) {
        dates.values = reading.dates.values();
        dates.fit_both = reading.dates.fit_both();
    }
    if (!dates.format) {
        ingest::refuse_doubtful_dates(column, reading.dates);
    }
    roles.date_format = *dates.format;
    reading = read_all(files, roles, spec.max_rejects);
    reading.table.dates = dates;
    return reading;
}

std::string list_columns(const RoleMap& roles, Role role) {
    std::vector<std::string> names;
    for (const std::size_t column : roles.find_all(role)) {
        names.push_back(roles.columns[column].column);
    }
    if (names.size() == 1) {
        return fmt::format("column '{}'", names.front());
    }
    return names.empty() ? "" : fmt::format("sum of the columns {}", ingest::list_names(names));
}

void describe_sources(const RoleMap& roles, CustomerTable& table) {
    const auto recency = roles.find_all(Role::recency);
    table.id_source = roles.find(Role::customer) ? list_columns(roles, Role::customer) : "";
    table.recency_source = list_columns(roles, Role::recency);
    if (recency.size() == 2) {
        const std::size_t age = roles.columns[recency[1]].column == "T" ? 1 : 0;  // as customer_columns takes them
        table.recency_source = fmt::format("column '{}' less column '{}'", roles.columns[recency[age]].column,
                                           roles.columns[recency[1 - age]].column);
    }
    table.frequency_source = list_columns(roles, Role::frequency);
    table.monetary_source = list_columns(roles, Role::monetary);
}

}  // namespace

RowKind find_row_kind(const std::vector<std::string>& files, const IngestSpec& spec) {
    return ingest::sniff_files(files, spec, ingest::NeededRoles::customer_and_date).roles.rows;
}

CustomerTable read_customers(const std::vector<std::string>& files, const IngestSpec& spec) {
    ingest::check_max_rejects(spec);
    RoleMap roles = ingest::sniff_files(files, spec, ingest::NeededRoles::customer_and_date).roles;
    if (roles.rows != RowKind::customers) {
        throw Error(Failure::content,
                    fmt::format("'{}' holds transactions, not one row a customer (no columns of recency "
                                "and frequency). Name them with --columns recency=NAME,frequency=NAME",
                                files.front()));
    }
    if (!spec.where.empty() || spec.keep == KeepTexts::yes) {
        throw Error(Failure::option,
                    fmt::format("{} says nothing here (each row of the files is a customer, there are no "
                                "transactions). Leave it out",
                                spec.where.empty() ? "--keep-transactions" : "--where"));
    }
    Reading reading =
        roles.recency_is_date ? read_with_dates(files, roles, spec) : read_all(files, roles, spec.max_rejects);
    if (reading.table.customers() == 0) {
        ingest::refuse_no_rows(reading.table.rejects);
    }
    describe_sources(roles, reading.table);
    return std::move(reading.table);
}

}  // namespace rfmeans
