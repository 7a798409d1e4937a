// Order ids that mean a cancellation.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/dictionary.hpp"

namespace rfmeans::ingest {

enum class CancellationMark : std::uint8_t { none, cancelled };

/// 'C' and digits ("C536379"): a cancellation where most rows have mere digits; elsewhere the letter means something
/// else.
[[nodiscard]] bool looks_cancelled(std::string_view order);

/// Rows that have an order id, and those of them whose id is digits only.
struct OrderRows {
    std::int64_t all = 0, plain = 0;

    [[nodiscard]] bool have_cancellations() const { return 2 * plain > all; }
};

/// One mark an order id. `codes` [rows] index into orders; -1: no order id.
[[nodiscard]] std::vector<CancellationMark> find_cancellations(const Dictionary& orders,
                                                               const std::vector<std::int32_t>& codes);

[[nodiscard]] bool is_all_digits(std::string_view text);

}  // namespace rfmeans::ingest
