#include "ingest/zstd.hpp"

#include <zstd.h>
#include <zstd_errors.h>

#include <new>

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kZstdMagicBytes = 4;

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

class ZstdUnpacker final : public Unpacker {
public:
    UnpackStep step(std::string_view packed, PackedRest rest, std::span<char> room) override {
        UnpackStep step;
        if (between_) {
            if (packed.empty() || (packed.size() < kZstdMagicBytes && rest == PackedRest::unknown)) {
                step.between = true;
                return step;
            }
            if (!is_zstd(packed)) {
                step.damage = "other bytes follow its end";
                return step;
            }
        }
        ZSTD_inBuffer in{packed.data(), packed.size(), 0};
        ZSTD_outBuffer out{room.data(), room.size(), 0};
        const std::size_t status = ZSTD_decompressStream(decoder_.get(), &out, &in);
        step.taken = in.pos;
        step.made = out.pos;
        step.between = between_ = status == 0;
        if (ZSTD_isError(status) != 0) {
            if (ZSTD_getErrorCode(status) == ZSTD_error_memory_allocation) {
                throw std::bad_alloc();
            }
            step.damage = ZSTD_getErrorName(status);
        }
        return step;
    }

private:
    Decoder decoder_ = make_decoder();
    bool between_ = false;  // frames
};

}  // namespace

bool is_zstd(std::string_view bytes) {
    const bool skippable = bytes.size() >= kZstdMagicBytes && (static_cast<unsigned char>(bytes[0]) & 0xF0U) == 0x50U &&
                           bytes.substr(1, 3) == "\x2A\x4D\x18";
    return skippable || bytes.starts_with("\x28\xB5\x2F\xFD");
}

std::unique_ptr<Unpacker> make_zstd_unpacker() {
    return std::make_unique<ZstdUnpacker>();
}

}  // namespace rfmeans::ingest
