#include "ingest/gzip.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20;
constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, with a gzip header

class Inflater {
public:
    Inflater() {
        if (inflateInit2(&stream_, kGzipWindow) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&stream_); }

    z_stream& stream() { return stream_; }

private:
    z_stream stream_{};
};

[[noreturn]] void refuse(const PackedInput& input, const std::string& why) {
    throw Error(Failure::resource, fmt::format("'{}' is a broken gzip file ({}). Get it again, or test it with "
                                               "'gzip -t'",
                                               input.path, why));
}

// Some writers pad the last member with zeros; gzip(1) ignores them too.
std::string_view drop_padding(std::string_view bytes) {
    bytes.remove_prefix(std::min(bytes.find_first_not_of('\0'), bytes.size()));
    return bytes;
}

}  // namespace

bool is_gzip(std::string_view bytes) {
    return bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

Unpacked unpack_gzip(std::string_view packed, const PackedInput& input) {
    Unpacked result;
    Inflater inflater;
    z_stream& stream = inflater.stream();
    while (true) {
        const std::size_t offered = std::min(packed.size(), kChunk);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream.avail_in = static_cast<uInt>(offered);
        const std::size_t before = result.content.size();
        result.content.resize(before + kChunk);
        stream.next_out = reinterpret_cast<Bytef*>(result.content.data() + before);
        stream.avail_out = static_cast<uInt>(kChunk);

        const int status = inflate(&stream, Z_NO_FLUSH);
        result.content.resize(before + kChunk - stream.avail_out);
        const std::size_t taken = offered - stream.avail_in;
        packed.remove_prefix(taken);

        if (status == Z_STREAM_END) {
            packed = drop_padding(packed);
            if (packed.empty()) {
                result.cut = input.cut;
                return result;
            }
            if (!is_gzip(packed) && !(input.cut && packed.size() < 2)) {
                refuse(input, "other bytes follow its end");
            }
            inflateReset(&stream);
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            refuse(input, stream.msg ? stream.msg : "damaged");
        } else if (taken == 0 && result.content.size() == before) {
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
