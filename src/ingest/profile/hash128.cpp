#include "ingest/profile/hash128.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace rfmeans::ingest {

Hash128 hash_long_text(std::string_view text) {
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    return {.high = hash.high64, .low = hash.low64};
}

}  // namespace rfmeans::ingest
