// Texts of one attribute and one thread → codes, as long as there are few.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rfmeans/packed_entry.hpp"

namespace rfmeans::ingest {

class TextCodes {
public:
    struct Coded {
        PackedText value;     ///< a literal where the dictionary is full
        bool is_new = false;  ///< not seen before, or a literal
    };
    /// `text` is not empty, and outlives the literal.
    [[nodiscard]] Coded code(std::string_view text);

    [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

private:
    void grow();

    std::vector<std::string> texts_;
    std::vector<std::int32_t> slots_;  // open addressing: code + 1, 0 is free
    std::size_t bytes_ = 0;
};

}  // namespace rfmeans::ingest
