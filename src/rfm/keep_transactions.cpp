#include <algorithm>

#include "rfmeans/error.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans {
namespace {

template <class T>
std::int32_t place_in(const std::vector<T>& ids, const T& id) {
    const auto found = std::lower_bound(ids.begin(), ids.end(), id);
    return found != ids.end() && *found == id ? static_cast<std::int32_t>(found - ids.begin()) : -1;
}

// [ids of the rows] place in the table; -1: not there. Ids of the table may be text where those of the rows are
// numbers.
std::vector<std::int32_t> places_in_table(const CustomerIds& ids, const CustomerIds& table) {
    std::vector<std::int32_t> places;
    places.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&table.values)) {
            places.push_back(place_in(*numbers, std::get<std::vector<std::int64_t>>(ids.values)[i]));
        } else {
            places.push_back(place_in(std::get<std::vector<std::string>>(table.values), ids.text(i)));
        }
    }
    return places;
}

}  // namespace

KeptTransactions keep_transactions(Transactions&& transactions, const RfmTable& table) {
    RFMEANS_EXPECTS(transactions.kept.size() == transactions.files.size());
    KeptTransactions kept;
    for (std::size_t file = 0; file < transactions.files.size(); ++file) {
        kept.texts.push_back(std::move(transactions.kept[file].text));
        const InputFile& input = transactions.files[file];
        kept.file.insert(kept.file.end(), static_cast<std::size_t>(input.rows - input.rejected_rows),
                         static_cast<std::int32_t>(file));
    }
    RFMEANS_EXPECTS(kept.file.size() == transactions.rows());
    const std::vector<std::int32_t> places = places_in_table(transactions.ids, table.ids);
    kept.customer.reserve(transactions.rows());
    for (const std::int32_t customer : transactions.customer) {
        kept.customer.push_back(customer == kNoCustomer ? -1 : places[static_cast<std::size_t>(customer)]);
    }
    kept.time = std::move(transactions.time);
    kept.order = std::move(transactions.order);
    kept.order_ids = std::move(transactions.order_ids);
    kept.amount = std::move(transactions.amount);
    kept.decimals = transactions.decimals;
    kept.flags = std::move(transactions.flags);
    kept.attributes = std::move(transactions.attributes);
    return kept;
}

}  // namespace rfmeans
