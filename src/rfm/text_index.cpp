#include "rfm/text_index.hpp"

#include "rfmeans/hash.hpp"

namespace rfmeans::rfm {

std::uint32_t TextIndex::find_or_add(std::string_view text) {
    const auto next = static_cast<std::uint32_t>(size());
    const auto found =
        slots_.find_or_add(hash_text(text), next, [&](std::uint32_t index) { return this->text(index) == text; });
    if (found == next) {
        bytes_.insert(bytes_.end(), text.begin(), text.end());
        starts_.push_back(bytes_.size());
    }
    return found;
}

void TextIndex::clear() {
    bytes_.clear();
    starts_.resize(1);
    slots_.clear();
}

}  // namespace rfmeans::rfm
