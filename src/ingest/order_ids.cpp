#include "ingest/order_ids.hpp"

#include <algorithm>

namespace rfmeans::ingest {

bool looks_cancelled(std::string_view order) {
    return order.size() > 1 && (order[0] == 'C' || order[0] == 'c') && is_all_digits(order.substr(1));
}

bool is_all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<CancellationMark> find_cancellations(const Dictionary& orders, const std::vector<std::int32_t>& codes) {
    const auto& ids = orders.entries();
    std::vector<char> plain(ids.size());
    std::transform(ids.begin(), ids.end(), plain.begin(), [](const auto& id) { return is_all_digits(id) ? 1 : 0; });
    OrderRows rows;
    for (const std::int32_t code : codes) {
        rows.all += code >= 0 ? 1 : 0;
        rows.plain += code >= 0 ? plain[static_cast<std::size_t>(code)] : 0;
    }
    std::vector<CancellationMark> marks(ids.size(), CancellationMark::none);
    if (rows.have_cancellations()) {
        std::transform(ids.begin(), ids.end(), marks.begin(), [](const std::string& id) {
            return looks_cancelled(id) ? CancellationMark::cancelled : CancellationMark::none;
        });
    }
    return marks;
}

}  // namespace rfmeans::ingest
