// Ids that are numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rfmeans::ingest {

/// A plain decimal without leading zero ("0" itself counts) that fits int64.
[[nodiscard]] std::optional<std::int64_t> read_plain_id(std::string_view text);

}  // namespace rfmeans::ingest
