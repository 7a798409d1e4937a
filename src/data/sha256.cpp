#include "rfmeans/sha256.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "rfmeans/error.hpp"

namespace rfmeans {
namespace {

void check(int status) {
    if (status != 1) {
        throw Error(Failure::resource,
                    "SHA-256 cannot be computed (libcrypto refused it). Check the installation of OpenSSL");
    }
}

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    check(context_ ? 1 : 0);
    check(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr));
}

void Sha256::update(std::span<const std::byte> bytes) {
    check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
}

std::string Sha256::finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    check(EVP_DigestFinal_ex(context_.get(), digest.data(), &length));
    std::string hex;
    for (unsigned int i = 0; i < length; ++i) {
        hex += fmt::format("{:02x}", digest[i]);
    }
    return hex;
}

std::string sha256_hex(std::span<const std::byte> bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.finish();
}

}  // namespace rfmeans
