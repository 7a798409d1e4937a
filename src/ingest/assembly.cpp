#include "ingest/assembly.hpp"

#include <fmt/format.h>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {

void check_rejects(const InputFile& file, const RejectedRow& first, double max_rejects) {
    const double share = static_cast<double>(file.rejected_rows) / static_cast<double>(file.rows);
    if (share <= max_rejects) {
        return;
    }
    const std::string place = first.column.empty() ? "" : fmt::format(", column '{}'", first.column);
    throw Error(Failure::content,
                fmt::format("{} of the {} rows of '{}' cannot be read ({:.1f} %, more than --max-rejects {:g} %). The "
                            "first is line {}{}: {}. Correct the file, name other columns with --columns, or raise "
                            "--max-rejects",
                            file.rejected_rows, file.rows, file.path, 100 * share, 100 * max_rejects, first.line, place,
                            first.reason));
}

void refuse_doubtful_dates(const std::string& column, const DateTally& dates) {
    throw Error(Failure::content,
                fmt::format("nothing decides whether the dates of column '{}' have the day or the month first ({}). "
                            "Give --date-format dmy or --date-format mdy",
                            column, dates.describe_doubt()));
}

namespace {

/// Files read under one date format.
struct Assembly {
    Transactions transactions;
    DateTally dates;
    std::vector<std::size_t> first_rejects;  ///< [files] index into the rejects
};

void read_file(const std::string& path, const AssemblyPlan& plan, TransactionBuilder& builder, Transactions& noted) {
    const Source source = open_source(path, Extent::whole);
    InputFile file = source.file;
    builder.begin_file(source);
    RecordReader reader = source.rows();
    Record record;
    while (reader.next(record)) {
        if (record.blank) {
            ++file.blank_rows;
            continue;
        }
        ++file.rows;
        auto problem = builder.add(record);
        if (problem) {
            ++file.rejected_rows;
            noted.rejects.push_back({.file = path,
                                     .line = record.line,
                                     .column = std::move(problem->column),
                                     .reason = std::move(problem->reason),
                                     .text = std::string(record.text)});
        }
        if (plan.watcher) {
            plan.watcher(source, record, problem ? -1 : static_cast<std::int64_t>(builder.rows()) - 1);
        }
    }
    noted.files.push_back(std::move(file));
}

Assembly read_all(const AssemblyPlan& plan, const RoleMap& roles) {
    if (plan.restart) {
        plan.restart();
    }
    TransactionBuilder builder(roles);
    Transactions noted;
    Assembly assembly;
    for (const std::string& file : plan.files) {
        assembly.first_rejects.push_back(noted.rejects.size());
        read_file(file, plan, builder, noted);
    }
    assembly.dates = builder.dates();
    assembly.transactions = builder.finish();
    assembly.transactions.files = std::move(noted.files);
    assembly.transactions.rejects = std::move(noted.rejects);
    return assembly;
}

// The files under the date format that all their rows decide; the tally is the same under any format.
Assembly read_with_dates(const AssemblyPlan& plan, std::size_t column) {
    RoleMap roles = plan.roles;
    Assembly assembly = read_all(plan, roles);
    DateReading reading{.column = roles.columns[column].column, .format = roles.date_format, .given = plan.dates_given};
    if (!plan.dates_given) {
        reading.format = assembly.dates.decide(plan.date_rejects);
        reading.values = assembly.dates.values();
        reading.fit_both = assembly.dates.fit_both();
    }
    if (!reading.format) {
        if (plan.date_doubt == DateDoubt::refused) {
            refuse_doubtful_dates(reading.column, assembly.dates);
        }
        roles.columns[column].role = Role::attribute;
        roles.columns[column].reason = "would be the date, but D/M and M/D fit alike";
        assembly = {};  // not two data sets in memory
        assembly = read_all(plan, roles);
    } else if (*reading.format != roles.date_format) {
        roles.date_format = *reading.format;
        assembly = {};  // not two data sets in memory
        assembly = read_all(plan, roles);
    }
    if (reading.format && *reading.format != DateFormat::ymd) {
        assembly.transactions.roles[column].reason +=
            fmt::format(", dates read as {}", date_format_word(*reading.format));
    }
    assembly.transactions.dates = std::move(reading);
    return assembly;
}

}  // namespace

SniffedFiles sniff_files(const std::vector<std::string>& files, const IngestSpec& spec, NeededRoles needed) {
    check_file_list(files);
    SniffedFiles sniffed;
    for (const std::string& file : files) {
        sniffed.heads.push_back(open_source(file, Extent::head));
    }
    sniffed.roles = find_roles(sniffed.heads, spec, needed);
    return sniffed;
}

Transactions assemble_transactions(const AssemblyPlan& plan) {
    const auto date = plan.roles.find(Role::date);
    Assembly assembly = date ? read_with_dates(plan, *date) : read_all(plan, plan.roles);
    for (std::size_t i = 0; i < assembly.first_rejects.size(); ++i) {
        const InputFile& file = assembly.transactions.files[i];
        if (file.rejected_rows > 0) {
            check_rejects(file, assembly.transactions.rejects[assembly.first_rejects[i]], plan.max_rejects);
        }
    }
    return std::move(assembly.transactions);
}

}  // namespace rfmeans::ingest
