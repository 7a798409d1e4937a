#include "rfm/packed_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "rfm/attributes.hpp"

namespace rfmeans::rfm {

PackedNumbers::PackedNumbers(const PackedRows& packed) : attributes_(packed.attributes.size()) {
    for (std::size_t sink = 0; sink < packed.store->sinks(); ++sink) {
        for (const PackedAttribute& attribute : packed.attributes) {
            std::vector<double>& numbers = numbers_.emplace_back();
            if (attribute.numbers) {
                for (const std::string& text : packed.store->dictionary(sink, attribute.place)) {
                    numbers.push_back(read_attribute_number(text, attribute));
                }
            }
        }
    }
}

PackedValues::PackedValues(const PackedRows& packed, const PackedNumbers& numbers)
    : packed_(packed), known_(numbers), numbers_(packed.attributes.size()), texts_(packed.attributes.size()) {
    for (std::size_t i = 0; i < texts_.size(); ++i) {
        for (std::size_t sink = 0; sink < packed.store->sinks(); ++sink) {
            const std::size_t codes = packed.store->dictionary(sink, packed.attributes[i].place).size();
            texts_[i].words_of_codes.emplace_back(packed.attributes[i].numbers ? 0 : codes, -1);
        }
    }
}

void PackedValues::add(std::size_t sink, const std::vector<PackedText>& values, std::uint32_t customer,
                       std::int64_t rows) {
    for (std::size_t i = 0; i < packed_.attributes.size(); ++i) {
        const PackedText& value = values[packed_.attributes[i].place];
        if (packed_.attributes[i].numbers) {
            if (const double number = number_of(sink, i, value); !std::isnan(number)) {
                numbers_[i].add(customer, number + 0.0, rows);  // -0 counts as the 0 that a sum of it is
            }
        } else if (const std::int32_t word = word_of(texts_[i], sink, i, value); word >= 0) {
            texts_[i].values.add(customer, word, rows);
        }
    }
}

double PackedValues::number_of(std::size_t sink, std::size_t attribute, const PackedText& value) const {
    if (value.code >= 0) {
        return known_.of(sink, attribute)[static_cast<std::size_t>(value.code)];
    }
    return value.code == PackedText::kLiteral ? read_attribute_number(value.text, packed_.attributes[attribute])
                                              : std::numeric_limits<double>::quiet_NaN();
}

std::int32_t PackedValues::word_of(Texts& texts, std::size_t sink, std::size_t attribute, const PackedText& value) {
    if (value.code == PackedText::kMissing) {
        return -1;
    }
    if (value.code == PackedText::kLiteral) {
        return static_cast<std::int32_t>(texts.words.find_or_add(value.text));
    }
    std::int32_t& word = texts.words_of_codes[sink][static_cast<std::size_t>(value.code)];
    if (word < 0) {
        const auto& dictionary = packed_.store->dictionary(sink, packed_.attributes[attribute].place);
        word = static_cast<std::int32_t>(texts.words.find_or_add(dictionary[static_cast<std::size_t>(value.code)]));
    }
    return word;
}

TextValues PackedValues::summarise_words(Texts& texts, const std::vector<std::int32_t>& place, std::size_t kept) {
    const TextIndex& words = texts.words;
    std::vector<std::uint32_t> order(words.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return words.text(a) < words.text(b); });
    TextValues sorted;
    std::vector<std::int32_t> rank(words.size());
    for (const std::uint32_t word : order) {
        rank[word] = static_cast<std::int32_t>(sorted.dictionary.size());
        sorted.dictionary.emplace_back(words.text(word));
    }
    sorted.codes = texts.values.summarise(place, kept, -1, [&](std::span<Weighted<std::int32_t>> several) {
        for (auto& value : several) {
            value.value = rank[static_cast<std::size_t>(value.value)];
        }
        return static_cast<std::int32_t>(order[static_cast<std::size_t>(mode_of(several))]);
    });
    for (std::int32_t& code : sorted.codes) {
        code = code < 0 ? code : rank[static_cast<std::size_t>(code)];
    }
    drop_unused_words(sorted);
    return sorted;
}

std::vector<Column> PackedValues::summarise(const std::vector<std::int32_t>& place, std::size_t kept) {
    std::vector<Column> columns;
    for (std::size_t i = 0; i < packed_.attributes.size(); ++i) {
        Column column{.name = packed_.attributes[i].name, .values = {}};
        if (packed_.attributes[i].numbers) {
            column.values = numbers_[i].summarise(place, kept, std::numeric_limits<double>::quiet_NaN(), mean_of);
        } else {
            column.values = summarise_words(texts_[i], place, kept);
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

void PackedValues::clear() {
    for (auto& numbers : numbers_) {
        numbers.clear();
    }
    for (Texts& texts : texts_) {
        texts.words.clear();
        texts.values.clear();
        for (auto& words : texts.words_of_codes) {
            std::fill(words.begin(), words.end(), -1);
        }
    }
}

}  // namespace rfmeans::rfm
