#include <algorithm>

#include "store/columns.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/read_parts.hpp"
#include "store/store_error.hpp"

namespace rfmeans::store {
namespace {

// Indices from -1 (none) or 0 on, below `size`.
std::vector<std::int32_t> read_indices(const Group& group, const std::string& name, const Shape& shape,
                                       std::int32_t lowest, std::size_t size) {
    std::vector<std::int32_t> values = read_values<std::int32_t>(group, name, shape);
    if (std::any_of(values.begin(), values.end(),
                    [&](std::int32_t value) { return value < lowest || value >= static_cast<std::int64_t>(size); })) {
        throw StoreError("'" + group.path_of(name) + "' points outside its " + std::to_string(size) + " values");
    }
    return values;
}

}  // namespace

KeptTransactions read_transactions(const Group& group, std::size_t inputs, std::size_t customers) {
    KeptTransactions kept;
    const Group texts = group.open("texts");
    if (read_attribute<std::int64_t>(texts.id(), "files") != static_cast<std::int64_t>(inputs)) {
        throw StoreError("'/transactions/texts' has another number of files than '/provenance/inputs'");
    }
    for (std::size_t i = 0; i < inputs; ++i) {
        const auto bytes = read_values<std::uint8_t>(texts, std::to_string(i), {kAnyLength});
        kept.texts.emplace_back(bytes.begin(), bytes.end());
    }
    kept.time = read_values<std::int64_t>(group, "time", {kAnyLength});
    const Shape rows = {kept.rows()};
    kept.file = read_indices(group, "file", rows, 0, inputs);
    kept.customer = read_indices(group, "customer", rows, -1, customers);
    kept.flags = read_values<std::uint8_t>(group, "flags", rows);
    kept.order_ids = read_texts(group, "order_id", kAnyLength);
    if (group.has("order")) {
        kept.order = read_indices(group, "order", rows, -1, kept.order_ids.size());
    }
    kept.decimals = static_cast<int>(read_attribute<std::int64_t>(group.id(), "decimals"));
    if (group.has("amount")) {
        kept.amount = read_values<std::int64_t>(group, "amount", rows);
    }
    kept.attributes = read_attributes(group, kept.rows());
    return kept;
}

}  // namespace rfmeans::store
