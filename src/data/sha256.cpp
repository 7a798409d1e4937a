#include "rfmeans/sha256.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "rfmeans/error.hpp"

namespace rfmeans {

std::string sha256_hex(std::span<const std::byte> bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) {
        throw Error(Failure::resource,
                    "SHA-256 cannot be computed (libcrypto refused it). Check the installation of OpenSSL");
    }
    std::string hex;
    for (unsigned int i = 0; i < length; ++i) {
        hex += fmt::format("{:02x}", digest[i]);
    }
    return hex;
}

}  // namespace rfmeans
