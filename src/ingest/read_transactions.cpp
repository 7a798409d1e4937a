#include "ingest/assembly.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans {

Transactions read_transactions(const std::vector<std::string>& files, const IngestSpec& spec) {
    ingest::check_max_rejects(spec);
    ingest::SniffedFiles sniffed = ingest::sniff_files(files, spec, ingest::NeededRoles::customer_and_date);
    auto told = ingest::teller(sniffed, spec);
    sniffed.heads.clear();
    ingest::refuse_customers(sniffed.roles, files);
    Transactions transactions = ingest::assemble_transactions({.files = files,
                                                               .roles = std::move(sniffed.roles),
                                                               .earlier = spec.earlier,
                                                               .keep = spec.keep,
                                                               .dates_found = spec.date_format_found,
                                                               .dates_given = spec.date_format.has_value(),
                                                               .date_rejects = spec.max_rejects,
                                                               .max_rejects = spec.max_rejects,
                                                               .told = std::move(told)});
    if (transactions.rows() == 0) {
        ingest::refuse_no_rows(transactions.rejects);
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
    result.filters = sample.filters;
    result.amount_source = sample.amount_source;
    return result;
}

}  // namespace rfmeans
