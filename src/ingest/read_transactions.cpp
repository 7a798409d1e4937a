#include <fmt/format.h>

#include "ingest/assembly.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans {

Transactions read_transactions(const std::vector<std::string>& files, const IngestSpec& spec) {
    if (!(spec.max_rejects >= 0 && spec.max_rejects <= 1)) {
        throw Error(Failure::option, fmt::format("--max-rejects {:g} is no share (expected 0 to 1). Give 0.2 for a "
                                                 "fifth of the rows",
                                                 spec.max_rejects));
    }
    ingest::SniffedFiles sniffed = ingest::sniff_files(files, spec, ingest::NeededRoles::customer_and_date);
    sniffed.heads.clear();
    if (sniffed.roles.rows == RowKind::customers) {
        throw Error(Failure::content, fmt::format("'{}' holds one row a customer, with recency and frequency, and no "
                                                  "transactions. Name the date of a sale with --columns date=NAME",
                                                  files.front()));
    }
    Transactions transactions = ingest::assemble_transactions({.files = files,
                                                               .roles = std::move(sniffed.roles),
                                                               .dates_given = spec.date_format.has_value(),
                                                               .date_rejects = spec.max_rejects,
                                                               .max_rejects = spec.max_rejects,
                                                               .restart = {},
                                                               .watcher = {}});
    if (transactions.rows() == 0) {
        const RejectedRow& first = transactions.rejects.front();
        throw Error(Failure::content,
                    fmt::format("no row of the files can be read. The first is line {} of '{}', column '{}': {}. "
                                "Correct the file, or name other columns with --columns",
                                first.line, first.file, first.column, first.reason));
    }
    return transactions;
}

Transactions sniff_transactions(const std::vector<std::string>& files, const IngestSpec& spec) {
    const ingest::SniffedFiles sniffed = ingest::sniff_files(files, spec, ingest::NeededRoles::customer_and_date);
    // The rows of the heads tell which attributes are of no use.
    ingest::TransactionBuilder builder(sniffed.roles);
    Transactions result;
    for (const ingest::Source& head : sniffed.heads) {
        builder.begin_file(head);
        ingest::RecordReader reader = head.rows();
        ingest::Record record;
        while (reader.next(record)) {
            if (!record.blank) {
                static_cast<void>(builder.add(record));
            }
        }
        result.files.push_back(head.file);
    }
    const Transactions sample = builder.finish();
    result.roles = sample.roles;
    result.amount_source = sample.amount_source;
    return result;
}

}  // namespace rfmeans
