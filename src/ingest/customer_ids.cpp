#include "ingest/customer_ids.hpp"

#include <charconv>

#include "ingest/order_ids.hpp"

namespace rfmeans::ingest {

std::optional<std::int64_t> read_plain_id(std::string_view text) {
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool plain = is_all_digits(text) && (text.size() == 1 || text[0] != '0');
    if (!plain || result.ec != std::errc{}) {
        return std::nullopt;
    }
    return value;
}

}  // namespace rfmeans::ingest
