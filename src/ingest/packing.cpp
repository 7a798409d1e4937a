#include "ingest/packing.hpp"

#include <fmt/format.h>

#include "ingest/gzip.hpp"
#include "ingest/parquet.hpp"
#include "ingest/zstd.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20;

}  // namespace

Packing find_packing(std::string_view bytes) {
    if (is_gzip(bytes)) {
        return Packing::gzip;
    }
    if (is_zstd(bytes)) {
        return Packing::zstd;
    }
    return is_parquet(bytes) ? Packing::parquet : Packing::none;
}

std::unique_ptr<Unpacker> make_unpacker(Packing packing) {
    switch (packing) {
        case Packing::gzip:
            return make_gzip_unpacker();
        case Packing::zstd:
            return make_zstd_unpacker();
        case Packing::parquet:  // opened by its path
        case Packing::none:
            break;
    }
    return nullptr;
}

void refuse_damaged(Packing packing, const std::string& path, const std::string& why) {
    const char* name = packing == Packing::gzip ? "gzip" : "zstd";
    throw Error(Failure::resource, fmt::format("'{}' is a broken {} file ({}). Get it again, or test it with '{} -t'",
                                               path, name, why, name));
}

Unpacked unpack(Packing packing, std::string_view packed, const PackedInput& input) {
    if (packing == Packing::parquet) {
        return unpack_parquet(input);
    }
    const auto unpacker = make_unpacker(packing);
    if (!unpacker) {
        return {std::string(packed), input.cut};
    }
    const PackedRest rest = input.cut ? PackedRest::unknown : PackedRest::none;
    Unpacked result;
    while (true) {
        const std::size_t before = result.content.size();
        result.content.resize(before + kChunk);
        const UnpackStep step = unpacker->step(packed, rest, {result.content.data() + before, kChunk});
        result.content.resize(before + step.made);
        packed.remove_prefix(step.taken);
        if (step.damage) {
            refuse_damaged(packing, input.path, step.damage);
        }
        if (packed.empty() && step.between) {
            result.cut = input.cut;
            return result;
        }
        if (step.taken == 0 && step.made == 0) {
            if (!input.cut) {
                refuse_damaged(packing, input.path, "it ends too early");
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
