#include "ingest/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace rfmeans::ingest {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, with a gzip header
constexpr std::size_t kGzipMagicBytes = 2;

class GzipUnpacker final : public Unpacker {
public:
    GzipUnpacker() {
        if (inflateInit2(&stream_, kGzipWindow) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    GzipUnpacker(const GzipUnpacker&) = delete;
    GzipUnpacker& operator=(const GzipUnpacker&) = delete;
    ~GzipUnpacker() override { inflateEnd(&stream_); }

    UnpackStep step(std::string_view packed, PackedRest rest, std::span<char> room) override {
        UnpackStep step;
        if (between_) {
            // Some writers pad the last member with zeros; gzip(1) ignores them too.
            step.taken = std::min(packed.find_first_not_of('\0'), packed.size());
            packed.remove_prefix(step.taken);
            step.between = true;
            if (packed.empty() || (packed.size() < kGzipMagicBytes && rest == PackedRest::unknown)) {
                return step;
            }
            if (!is_gzip(packed)) {
                step.damage = "other bytes follow its end";
                return step;
            }
            inflateReset(&stream_);
        }
        constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
        const std::size_t offered = std::min(packed.size(), kMost), space = std::min(room.size(), kMost);
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream_.avail_in = static_cast<uInt>(offered);
        stream_.next_out = reinterpret_cast<Bytef*>(room.data());
        stream_.avail_out = static_cast<uInt>(space);
        const int status = inflate(&stream_, Z_NO_FLUSH);
        step.taken += offered - stream_.avail_in;
        step.made = space - stream_.avail_out;
        step.between = between_ = status == Z_STREAM_END;
        if (status == Z_MEM_ERROR) {
            throw std::bad_alloc();
        }
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
            step.damage = stream_.msg ? stream_.msg : "damaged";
        }
        return step;
    }

private:
    z_stream stream_{};
    bool between_ = false;
};

}  // namespace

bool is_gzip(std::string_view bytes) {
    return bytes.size() >= kGzipMagicBytes && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

std::unique_ptr<Unpacker> make_gzip_unpacker() {
    return std::make_unique<GzipUnpacker>();
}

}  // namespace rfmeans::ingest
