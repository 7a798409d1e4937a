#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace rfmeans {

/// SHA-256, lower-case hex. Error{resource} where the cryptography library refuses.
[[nodiscard]] std::string sha256_hex(std::span<const std::byte> bytes);

}  // namespace rfmeans
