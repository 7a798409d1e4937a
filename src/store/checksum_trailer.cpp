#include "store/checksum_trailer.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <vector>

#include "store/store_error.hpp"

namespace rfmeans::store {
namespace {

constexpr char kMagic[] = "RFMCRC32";
constexpr std::size_t kWord = 8;
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

unsigned long add_to_crc(unsigned long crc, std::span<const std::byte> bytes) {
    return crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
}

Trailer trailer_of(std::uint64_t length, std::uint64_t crc) {
    Trailer trailer{};
    std::memcpy(trailer.data(), kMagic, kWord);
    for (std::size_t i = 0; i < kWord; ++i) {
        trailer[kWord + i] = static_cast<std::byte>(length >> (8 * i));
        trailer[2 * kWord + i] = static_cast<std::byte>(crc >> (8 * i));
    }
    return trailer;
}

}  // namespace

Trailer make_trailer(std::span<const std::byte> bytes) {
    return trailer_of(bytes.size(), add_to_crc(crc32_z(0, nullptr, 0), bytes));
}

void require_intact(const std::string& path, TrailerRule rule) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(file.tellg(), 0));
    Trailer found{};
    std::uint64_t left = size - std::min<std::uint64_t>(size, found.size());
    file.seekg(static_cast<std::streamoff>(left));
    file.read(reinterpret_cast<char*>(found.data()), static_cast<std::streamsize>(found.size()));
    if (!file || std::memcmp(found.data(), kMagic, kWord) != 0) {
        if (rule == TrailerRule::needed) {
            throw StoreError("its checksum is missing: it is torn, or of another program");
        }
        return;
    }
    file.seekg(0);
    std::vector<std::byte> block(kBlockBytes);
    unsigned long crc = crc32_z(0, nullptr, 0);
    while (left > 0 && file) {
        const std::size_t bytes = std::min<std::uint64_t>(left, block.size());
        file.read(reinterpret_cast<char*>(block.data()), static_cast<std::streamsize>(bytes));
        crc = add_to_crc(crc, {block.data(), bytes});
        left -= bytes;
    }
    if (!file || found != trailer_of(size - found.size(), crc)) {
        throw StoreError("its bytes disagree with their checksum");
    }
}

}  // namespace rfmeans::store
