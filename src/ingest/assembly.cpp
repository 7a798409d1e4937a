#include "ingest/assembly.hpp"

#include <fmt/format.h>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

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

void read_file(const std::string& path, const AssemblyPlan& plan, TransactionBuilder& builder, Transactions& noted) {
    const Source source = open_source(path, Extent::whole);
    InputFile file = source.file;
    builder.begin_file(source);
    const std::size_t first_reject = noted.rejects.size();
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
    if (file.rejected_rows > 0) {
        check_rejects(file, noted.rejects[first_reject], plan.max_rejects);
    }
    noted.files.push_back(std::move(file));
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
    TransactionBuilder builder(plan.roles);
    Transactions noted;
    for (const std::string& file : plan.files) {
        read_file(file, plan, builder, noted);
    }
    Transactions result = builder.finish();
    result.files = std::move(noted.files);
    result.rejects = std::move(noted.rejects);
    return result;
}

}  // namespace rfmeans::ingest
