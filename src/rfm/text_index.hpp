// Distinct texts, numbered by first occurrence, in one piece of memory.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rfm/hash_slots.hpp"

namespace rfmeans::rfm {

class TextIndex {
public:
    [[nodiscard]] std::uint32_t find_or_add(std::string_view text);
    [[nodiscard]] std::string_view text(std::uint32_t index) const {
        return {bytes_.data() + starts_[index], starts_[index + 1] - starts_[index]};
    }
    [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }
    void clear();

private:
    std::vector<char> bytes_;
    std::vector<std::size_t> starts_ = {0};
    HashSlots slots_;
};

}  // namespace rfmeans::rfm
