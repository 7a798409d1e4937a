#include "ingest/attribute_facts.hpp"

#include <algorithm>

#include "ingest/amount.hpp"
#include "ingest/decimal.hpp"

namespace rfmeans::ingest {

void ValueFacts::note_new(std::string_view text) {
    has_values_ = true;
    for (const CommaNumbers commas : {CommaNumbers::refused, CommaNumbers::read}) {
        const auto i = static_cast<std::size_t>(commas);
        if (all_numbers_[i]) {
            const bool number = read_double(std::string(text), commas).has_value();
            all_numbers_[i] = number || is_missing_number(text);
            any_number_[i] = any_number_[i] || number;
        }
    }
}

void ValueFacts::note_rows(std::string_view text, std::int64_t rows) {
    if (!all_currencies_) {
        return;
    }
    const std::string_view name = currency_name(text);
    if (name.empty()) {
        all_currencies_ = false;
        currencies_.clear();
        return;
    }
    add_currency(currencies_, name, rows);
}

void ValueFacts::merge(const ValueFacts& other) {
    has_values_ = has_values_ || other.has_values_;
    all_currencies_ = all_currencies_ && other.all_currencies_;
    for (std::size_t i = 0; i < 2; ++i) {
        all_numbers_[i] = all_numbers_[i] && other.all_numbers_[i];
        any_number_[i] = any_number_[i] || other.any_number_[i];
    }
    for (const auto& [name, rows] : other.currencies_) {
        currencies_[name] += rows;
    }
}

bool ValueFacts::are_numbers(CommaNumbers commas) const {
    const auto i = static_cast<std::size_t>(commas);
    return all_numbers_[i] && any_number_[i];
}

std::optional<CurrencyCounts> ValueFacts::currencies() const {
    return has_values_ && all_currencies_ ? std::optional(currencies_) : std::nullopt;
}

CopyFacts::CopyFacts(std::size_t attributes) {
    for (std::size_t i = 0; i < attributes; ++i) {
        for (std::size_t j = i + 1; j < attributes; ++j) {
            pairs_.emplace_back(i, j);
        }
    }
}

void CopyFacts::merge(const CopyFacts& other) {
    std::erase_if(
        pairs_, [&](const auto& pair) { return !std::binary_search(other.pairs_.begin(), other.pairs_.end(), pair); });
}

std::size_t CopyFacts::original_of(std::size_t attribute) const {
    const auto found =
        std::find_if(pairs_.begin(), pairs_.end(), [&](const auto& pair) { return pair.second == attribute; });
    return found == pairs_.end() ? attribute : found->first;
}

}  // namespace rfmeans::ingest
