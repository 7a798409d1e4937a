#include "ingest/zstd.hpp"

#include <fmt/format.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <memory>
#include <new>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20;
constexpr std::size_t kMagicBytes = 4;

using Decoder = std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)>;

Decoder make_decoder() {
    Decoder decoder(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    if (!decoder) {
        throw std::bad_alloc();
    }
    // "zstd --long=31" needs a window of 2 GiB; by default 128 MiB are accepted.
    ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, ZSTD_dParam_getBounds(ZSTD_d_windowLogMax).upperBound);
    return decoder;
}

[[noreturn]] void refuse(const PackedInput& input, const std::string& why) {
    throw Error(Failure::resource, fmt::format("'{}' is a broken zstd file ({}). Get it again, or test it with "
                                               "'zstd -t'",
                                               input.path, why));
}

}  // namespace

bool is_zstd(std::string_view bytes) {
    const bool skippable = bytes.size() >= kMagicBytes && (static_cast<unsigned char>(bytes[0]) & 0xF0U) == 0x50U &&
                           bytes.substr(1, 3) == "\x2A\x4D\x18";
    return skippable || bytes.starts_with("\x28\xB5\x2F\xFD");
}

Unpacked unpack_zstd(std::string_view packed, const PackedInput& input) {
    const Decoder decoder = make_decoder();
    Unpacked result;
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    while (true) {
        const std::size_t before = result.content.size();
        result.content.resize(before + kChunk);
        ZSTD_outBuffer out{result.content.data() + before, kChunk, 0};
        const std::size_t status = ZSTD_decompressStream(decoder.get(), &out, &in);
        result.content.resize(before + out.pos);
        if (ZSTD_isError(status) != 0) {
            if (ZSTD_getErrorCode(status) == ZSTD_error_memory_allocation) {
                throw std::bad_alloc();
            }
            refuse(input, ZSTD_getErrorName(status));
        }
        const std::string_view rest = packed.substr(in.pos);
        if (status == 0) {  // a frame has ended
            if (rest.empty()) {
                result.cut = input.cut;
                return result;
            }
            if (!is_zstd(rest) && !(input.cut && rest.size() < kMagicBytes)) {
                refuse(input, "other bytes follow its end");
            }
        } else if (rest.empty() && out.pos < out.size) {
            if (!input.cut) {
                refuse(input, "it ends too early");
            }
            result.cut = true;
            return result;
        }
        if (input.extent == Extent::head && result.content.size() >= kHeadBytes) {
            result.cut = true;
            return result;
        }
    }
}

}  // namespace rfmeans::ingest
