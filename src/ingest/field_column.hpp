// The fields of one column, and bits of its rows.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rfmeans::ingest {

/// The fields of one column in rows that all have the same number of separators.
struct FieldColumn {
    std::string_view text;                ///< of the chunk; kBlockBytes behind it are readable
    const std::uint32_t* ends = nullptr;  ///< where the field of the first row ends; ends[-1]: what stands before it
    std::size_t stride = 0;               ///< separators of a row
    std::size_t rows = 0;

    [[nodiscard]] std::uint32_t end(std::size_t row) const { return ends[row * stride]; }
    /// Behind 2^32 - 1: the start of the text.
    [[nodiscard]] std::uint32_t start(std::size_t row) const {
        return ends[static_cast<std::ptrdiff_t>(row * stride) - 1] + 1U;
    }
    /// As written.
    [[nodiscard]] std::string_view field(std::size_t row) const {
        return text.substr(start(row), end(row) - start(row));
    }
};

/// A bit a row.
class RowBits {
public:
    /// All bits 0. Those behind the last row may be set later, as whole vectors are: they mean nothing.
    void reset(std::size_t rows) { words_.assign(rows / 64 + 2, 0); }
    void set(std::size_t row) { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
    [[nodiscard]] bool operator[](std::size_t row) const { return (words_[row / 64] >> (row % 64) & 1) != 0; }
    /// The first place from `row` on whose bit is set, or `rows`.
    [[nodiscard]] std::size_t next(std::size_t row, std::size_t rows) const {
        while (row < rows) {
            const std::uint64_t bits = words_[row / 64] >> (row % 64);
            if (bits != 0) {
                return std::min(rows, row + static_cast<std::size_t>(std::countr_zero(bits)));
            }
            row = (row / 64 + 1) * 64;
        }
        return rows;
    }
    /// Those of the first `rows` bits that are set.
    [[nodiscard]] std::size_t count(std::size_t rows) const {
        return count(rows, [this](std::size_t word) { return words_[word]; });
    }
    /// Here and not in `others`.
    [[nodiscard]] std::size_t count_without(const RowBits& others, std::size_t rows) const {
        return count(rows, [&](std::size_t word) { return words_[word] & ~others.words_[word]; });
    }
    /// Calls `use` with the place of each of the first `rows` bits that is set, ascending.
    template <class Use>
    void for_each(std::size_t rows, const Use& use) const {
        for (std::size_t first = 0; first < rows; first += 64) {
            for (std::uint64_t bits = words_[first / 64]; bits != 0; bits &= bits - 1) {
                const std::size_t row = first + static_cast<std::size_t>(std::countr_zero(bits));
                if (row < rows) {
                    use(row);
                }
            }
        }
    }
    [[nodiscard]] std::vector<std::uint64_t>& words() { return words_; }
    [[nodiscard]] const std::vector<std::uint64_t>& words() const { return words_; }

private:
    template <class WordAt>
    [[nodiscard]] static std::size_t count(std::size_t rows, const WordAt& word_at) {
        std::size_t count = 0;
        for (std::size_t row = 0; row < rows; row += 64) {
            const std::uint64_t beyond = rows - row >= 64 ? 0 : ~std::uint64_t{0} << (rows - row);
            count += static_cast<std::size_t>(std::popcount(word_at(row / 64) & ~beyond));
        }
        return count;
    }

    std::vector<std::uint64_t> words_;
};

}  // namespace rfmeans::ingest
