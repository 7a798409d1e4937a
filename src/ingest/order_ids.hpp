// Order ids that mean a cancellation.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/dictionary.hpp"

namespace rfmeans::ingest {

enum class CancellationMark : std::uint8_t { none, cancelled };

/// One mark an order id: 'C' and digits ("C536379"), provided that most of the ids are mere digits; elsewhere the
/// letter means something else.
[[nodiscard]] std::vector<CancellationMark> find_cancellations(const Dictionary& orders);

/// 'C' and digits, in either case.
[[nodiscard]] bool is_cancellation(std::string_view order);

[[nodiscard]] bool is_all_digits(std::string_view text);

}  // namespace rfmeans::ingest
