// What all rows together say of the attributes, gathered thread by thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/attributes.hpp"
#include "ingest/currencies.hpp"

namespace rfmeans::ingest {

/// The values of one attribute.
class ValueFacts {
public:
    /// A value that was not noted before, or once more.
    void note_new(std::string_view text);
    /// A value of that many rows.
    void note_rows(std::string_view text, std::int64_t rows);
    void merge(const ValueFacts& other);

    [[nodiscard]] bool has_values() const { return has_values_; }
    /// Whether it holds numbers, as read_numbers_of decides; with decimal commas or not.
    [[nodiscard]] bool are_numbers(CommaNumbers commas) const;
    /// As count_currencies; nullopt of a column that holds other text.
    [[nodiscard]] std::optional<CurrencyCounts> currencies() const;

private:
    bool has_values_ = false;
    bool all_currencies_ = true;
    bool all_numbers_[2] = {true, true}, any_number_[2] = {false, false};  // by CommaNumbers
    CurrencyCounts currencies_;
};

/// Pairs of attributes that held the same text in all rows so far.
class CopyFacts {
public:
    explicit CopyFacts(std::size_t attributes);

    /// The texts of a row, [attributes]; empty: missing.
    void note(const std::string_view* texts) {
        if (!pairs_.empty()) {
            std::erase_if(pairs_, [&](const auto& pair) { return texts[pair.first] != texts[pair.second]; });
        }
    }
    void merge(const CopyFacts& other);

    /// The first attribute of which this one is a copy, or itself.
    [[nodiscard]] std::size_t original_of(std::size_t attribute) const;

private:
    std::vector<std::pair<std::size_t, std::size_t>> pairs_;  // the first is before the second; ascending
};

}  // namespace rfmeans::ingest
