#include "store/write_transactions.hpp"

#include <span>

#include "store/columns.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/write_rfm.hpp"

namespace rfmeans::store {
namespace {

void write_files(const std::vector<std::string>& texts, const Group& parent) {
    const Group group = parent.make("texts", "the input files in their order, as UTF-8 text with their headers");
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::span bytes(reinterpret_cast<const std::uint8_t*>(texts[i].data()), texts[i].size());
        const std::string number = std::to_string(i);
        write_values<std::uint8_t>(group,
                                   {number, "bytes of UTF-8", "the file in row " + number + " of /provenance/inputs"},
                                   {bytes.size()}, bytes);
    }
    write_attribute(group.id(), "files", static_cast<std::int64_t>(texts.size()));
}

}  // namespace

void write_transactions(const KeptTransactions& kept, const Group& root) {
    const Group group = root.make("transactions", "every row that could be parsed, in the order of the files");
    write_files(kept.texts, group);
    write_column(group, {"file", "1", "index into /provenance/inputs"}, kept.file);
    write_column(group, {"customer", "1", "index into /customers/id; -1: no customer there"}, kept.customer);
    write_column(group, {"time", "seconds since 1970-01-01 00:00:00, local", "as written"}, kept.time);
    write_column(group, {"flags", "1", "bits: 1 return or cancellation, 2 unit price of 0 or less, 4 filtered out"},
                 kept.flags);
    if (!kept.order.empty()) {
        write_column(group, {"order", "1", "index into order_id; -1: no order id"}, kept.order);
    }
    write_texts(group, {"order_id", "text", "order ids, in no order of meaning"}, kept.order_ids);
    if (!kept.amount.empty()) {
        const Handle amount =
            write_column(group, {"amount", "10^-decimals of the currency", "amount of the row, exact"}, kept.amount);
        write_attribute(amount.id(), "decimals", kept.decimals);
    }
    write_attribute(group.id(), "decimals", kept.decimals);
    write_attributes(kept.attributes, group, "row", [](const Handle&) {});
}

}  // namespace rfmeans::store
