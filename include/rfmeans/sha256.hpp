#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

struct evp_md_ctx_st;

namespace rfmeans {

/// SHA-256 of bytes that come in pieces. Error{resource} where the cryptography library refuses.
class Sha256 {
public:
    Sha256();

    void update(std::span<const std::byte> bytes);

    /// Lower-case hex of all bytes so far; the last call.
    [[nodiscard]] std::string finish();

private:
    std::unique_ptr<evp_md_ctx_st, void (*)(evp_md_ctx_st*)> context_;
};

/// SHA-256, lower-case hex. Error{resource} where the cryptography library refuses.
[[nodiscard]] std::string sha256_hex(std::span<const std::byte> bytes);

}  // namespace rfmeans
