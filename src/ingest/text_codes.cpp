#include "ingest/text_codes.hpp"

#include "rfmeans/hash.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kMostTexts = 65'536;
constexpr std::size_t kMostBytes = std::size_t{4} << 20;
constexpr std::size_t kFirstSlots = 64;

}  // namespace

TextCodes::Coded TextCodes::code(std::string_view text) {
    if (2 * (texts_.size() + 1) > slots_.size()) {
        grow();
    }
    std::size_t slot = hash_text(text) & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
        const std::int32_t code = slots_[slot] - 1;
        if (texts_[static_cast<std::size_t>(code)] == text) {
            return {.value = {.code = code, .text = {}}};
        }
    }
    if (texts_.size() == kMostTexts || bytes_ + text.size() > kMostBytes) {
        return {.value = {.code = PackedText::kLiteral, .text = text}, .is_new = true};
    }
    texts_.emplace_back(text);
    bytes_ += text.size();
    slots_[slot] = static_cast<std::int32_t>(texts_.size());
    return {.value = {.code = slots_[slot] - 1, .text = {}}, .is_new = true};
}

void TextCodes::grow() {
    slots_.assign(slots_.empty() ? kFirstSlots : 2 * slots_.size(), 0);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
        std::size_t slot = hash_text(texts_[i]) & (slots_.size() - 1);
        while (slots_[slot] != 0) {
            slot = (slot + 1) & (slots_.size() - 1);
        }
        slots_[slot] = static_cast<std::int32_t>(i + 1);
    }
}

}  // namespace rfmeans::ingest
