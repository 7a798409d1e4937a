#include "ingest/order_ids.hpp"

#include <algorithm>

namespace rfmeans::ingest {

bool is_cancellation(std::string_view order) {
    return order.size() > 1 && (order[0] == 'C' || order[0] == 'c') && is_all_digits(order.substr(1));
}

bool is_all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<CancellationMark> find_cancellations(const Dictionary& orders) {
    const auto& ids = orders.entries();
    const auto plain = std::count_if(ids.begin(), ids.end(), [](const auto& id) { return is_all_digits(id); });
    std::vector<CancellationMark> marks(ids.size(), CancellationMark::none);
    if (2 * static_cast<std::size_t>(plain) <= ids.size()) {
        return marks;
    }
    std::transform(ids.begin(), ids.end(), marks.begin(), [](const std::string& id) {
        return is_cancellation(id) ? CancellationMark::cancelled : CancellationMark::none;
    });
    return marks;
}

}  // namespace rfmeans::ingest
