#include "rfm/text_index.hpp"

#include "rfmeans/hash.hpp"

namespace rfmeans::rfm {

std::uint32_t TextIndex::find_or_add(std::string_view text) {
    if (2 * (size() + 1) > slots_.size()) {
        grow();
    }
    const std::uint64_t hash = hash_text(text);
    const auto high = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].index != 0; at = (at + 1) & (slots_.size() - 1)) {
        const std::uint32_t index = slots_[at].index - 1;
        if (slots_[at].hash == high && this->text(index) == text) {
            return index;
        }
    }
    const auto index = static_cast<std::uint32_t>(size());
    slots_[at] = {high, index + 1};
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    starts_.push_back(bytes_.size());
    return index;
}

void TextIndex::grow() {
    constexpr std::size_t kFirstSlots = 64;
    slots_.assign(slots_.empty() ? kFirstSlots : 2 * slots_.size(), {});
    for (std::uint32_t index = 0; index < size(); ++index) {
        const std::uint64_t hash = hash_text(text(index));
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at].index != 0) {
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at] = {static_cast<std::uint32_t>(hash >> 32), index + 1};
    }
}

}  // namespace rfmeans::rfm
