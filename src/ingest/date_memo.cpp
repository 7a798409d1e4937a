#include "ingest/date_memo.hpp"

#include <algorithm>
#include <cstring>

namespace rfmeans::ingest {
namespace {

// The first and the last eight bytes; a collision costs only time.
std::size_t hash_text(std::string_view text) {
    std::uint64_t first = 0, last = 0;
    const std::size_t eight = std::min(text.size(), sizeof first);
    std::memcpy(&first, text.data(), eight);
    std::memcpy(&last, text.data() + text.size() - eight, eight);
    const std::uint64_t mixed = (first ^ (last * 0x9E3779B97F4A7C15U)) * 0xFF51AFD7ED558CCDU;
    return static_cast<std::size_t>(mixed >> 32);
}

}  // namespace

const KnownDate* DateMemo::find(std::string_view text, DateFormat format) {
    if (text.empty() || text.size() > std::tuple_size_v<decltype(KnownDate::text)>) {
        return nullptr;
    }
    KnownDate& place = known_[hash_text(text) % kPlaces];
    if (place.size == text.size() && place.format == format &&
        std::memcmp(place.text.data(), text.data(), text.size()) == 0) {
        return &place;
    }
    const ParsedTime parsed = parse_time(text, format);
    if (!parsed.value) {
        return nullptr;
    }
    place = {.time = *parsed.value,
             .fits = find_fits(text),
             .format = format,
             .size = static_cast<std::uint8_t>(text.size())};
    std::copy(text.begin(), text.end(), place.text.begin());
    return &place;
}

}  // namespace rfmeans::ingest
