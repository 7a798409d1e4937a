#include "ingest/assembly.hpp"

#include <fmt/format.h>

#include "ingest/date_decision.hpp"
#include "ingest/distinct_texts.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

/// Files read under one date format.
struct Assembly {
    Transactions transactions;
    DateTally dates;
    std::vector<std::size_t> first_rejects;  ///< [files] index into the rejects
};

/// Tells how far all files are, from how far one is.
class Told {
public:
    explicit Told(const AssemblyPlan& plan) : tell_(plan.told) {}

    void row(const Source& source, const RecordReader& reader) {
        constexpr std::int64_t kRowsBetween = 16'384;
        if (++rows_ % kRowsBetween == 0 && tell_) {
            const double share =
                static_cast<double>(reader.position().offset) / static_cast<double>(source.text.size());
            tell_(bytes_ + static_cast<std::int64_t>(share * static_cast<double>(source.file.bytes)), rows_);
        }
    }

    void file(const Source& source) {
        bytes_ += source.file.bytes;
        if (tell_) {
            tell_(bytes_, rows_);
        }
    }

private:
    const std::function<void(std::int64_t, std::int64_t)>& tell_;
    std::int64_t bytes_ = 0, rows_ = 0;
};

/// What the reading of all files makes.
struct Made {
    TransactionBuilder& builder;
    Transactions& noted;  ///< files and rejects
    Told& told;
};

void take_rows(Source source, const AssemblyPlan& plan, const Made& made) {
    auto& [builder, noted, told] = made;
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
            noted.rejects.push_back({.file = file.path,
                                     .line = record.line,
                                     .column = std::move(problem->column),
                                     .reason = std::move(problem->reason),
                                     .text = std::string(record.text)});
        }
        told.row(source, reader);
    }
    told.file(source);
    if (plan.keep == KeepTexts::yes) {
        noted.kept.push_back({file, std::move(source.text)});
    }
    noted.files.push_back(std::move(file));
}

Assembly read_all(const AssemblyPlan& plan, const RoleMap& roles) {
    TransactionBuilder builder(roles);
    Transactions noted;
    Told told(plan);
    Assembly assembly;
    for (const KeptFile& file : plan.earlier) {
        assembly.first_rejects.push_back(noted.rejects.size());
        take_rows(open_kept(file, Extent::whole), plan, {builder, noted, told});
    }
    for (const std::string& file : plan.files) {
        assembly.first_rejects.push_back(noted.rejects.size());
        take_rows(open_source(file, Extent::whole), plan, {builder, noted, told});
    }
    assembly.dates = builder.dates();
    assembly.transactions = builder.finish();
    assembly.transactions.files = std::move(noted.files);
    assembly.transactions.rejects = std::move(noted.rejects);
    assembly.transactions.kept = std::move(noted.kept);
    return assembly;
}

// The files under the date format that all their rows decide.
Assembly read_with_dates(const AssemblyPlan& plan) {
    Assembly assembly = read_all(plan, plan.roles);
    DateDecision decision = decide_dates(
        assembly.dates, plan.roles,
        {.given = plan.dates_given, .found = plan.dates_found, .rejects = plan.date_rejects, .doubt = plan.date_doubt});
    if (decision.anew) {
        assembly = {};  // not two data sets in memory
        assembly = read_all(plan, decision.roles);
    }
    if (const auto date = decision.roles.find(Role::date)) {
        assembly.transactions.roles[*date].reason = decision.roles.columns[*date].reason;
    }
    assembly.transactions.dates = std::move(decision.reading);
    return assembly;
}

}  // namespace

namespace {

std::string name_column(const RejectedRow& row) {
    return row.column.empty() ? "" : fmt::format(", column '{}'", row.column);
}

}  // namespace

void check_rejects(const InputFile& file, const RejectedRow& first, const RejectLimit& max_rejects) {
    if (max_rejects.allows(file.rejected_rows, file.rows)) {
        return;
    }
    const double share = static_cast<double>(file.rejected_rows) / static_cast<double>(file.rows);
    throw Error(
        Failure::content,
        fmt::format("{} of the {} rows of '{}' cannot be read ({:.1f} %; --max-rejects allows {}). The first is "
                    "line {}{}: {}. Correct the file, name other columns with --columns, or raise "
                    "--max-rejects (a number of rows, or a percentage such as 50%)",
                    file.rejected_rows, file.rows, file.path, 100 * share, max_rejects.words(), first.line,
                    name_column(first), first.reason));
}

SniffedFiles sniff_files(const std::vector<std::string>& files, const IngestSpec& spec, NeededRoles needed) {
    check_file_list(files);
    SniffedFiles sniffed;
    for (const KeptFile& file : spec.earlier) {
        sniffed.heads.push_back(open_kept(file, Extent::head));
    }
    for (const std::string& file : files) {
        sniffed.heads.push_back(open_source(file, Extent::head));
    }
    sniffed.roles = find_roles(sniffed.heads, spec, needed);
    leave_out_distinct_texts(sniffed.heads, sniffed.roles);
    return sniffed;
}

std::function<void(std::int64_t, std::int64_t)> teller(const SniffedFiles& files, const IngestSpec& spec) {
    if (!spec.progress) {
        return {};
    }
    std::int64_t all = 0;
    for (const Source& head : files.heads) {
        all += head.file.bytes;
    }
    return [all, tell = spec.progress](std::int64_t bytes, std::int64_t rows) {
        tell({.bytes = bytes, .all_bytes = all, .rows = rows});
    };
}

Transactions assemble_transactions(const AssemblyPlan& plan) {
    Assembly assembly = read_with_dates(plan);
    for (std::size_t i = plan.earlier.size(); i < assembly.first_rejects.size(); ++i) {
        const InputFile& file = assembly.transactions.files[i];
        if (file.rejected_rows > 0) {
            check_rejects(file, assembly.transactions.rejects[assembly.first_rejects[i]], plan.max_rejects);
        }
    }
    return std::move(assembly.transactions);
}

void check_max_rejects(const IngestSpec& spec) {
    if (!spec.max_rejects.valid()) {
        throw Error(Failure::option, fmt::format("--max-rejects {} is out of range. Give a number of rows, or 0% to "
                                                 "100% of the rows",
                                                 spec.max_rejects.text()));
    }
}

void refuse_customers(const RoleMap& roles, const std::vector<std::string>& files) {
    if (roles.rows == RowKind::customers) {
        throw Error(Failure::content, fmt::format("'{}' holds one row a customer, with recency and frequency, and no "
                                                  "transactions. Name the date of a sale with --columns date=NAME",
                                                  files.front()));
    }
}

void refuse_no_rows(const RejectedRows& rejects) {
    const RejectedRow first = rejects[0];
    throw Error(Failure::content, fmt::format("no row of the files can be read. The first is line {} of '{}'{}: {}. "
                                              "Correct the file, or name other columns with --columns",
                                              first.line, first.file, name_column(first), first.reason));
}

}  // namespace rfmeans::ingest
