#include "rfm/packed_values.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "rfm/attributes.hpp"
#include "rfm/grouping.hpp"

namespace rfmeans::rfm {
namespace {

// Words by first occurrence → ascending by bytes.
TextValues sort_words(const TextIndex& words, std::vector<std::int32_t>&& codes) {
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
    sorted.codes = std::move(codes);
    for (std::int32_t& code : sorted.codes) {
        code = code < 0 ? code : rank[static_cast<std::size_t>(code)];
    }
    return sorted;
}

}  // namespace

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

void PackedValues::add(std::size_t sink, const std::vector<PackedText>& values, std::int32_t customer,
                       std::int64_t rows) {
    customers_.push_back(customer);
    rows_.push_back(rows);
    for (std::size_t i = 0; i < packed_.attributes.size(); ++i) {
        const PackedText& value = values[packed_.attributes[i].place];
        if (packed_.attributes[i].numbers) {
            numbers_[i].push_back(number_of(sink, i, value));
        } else {
            texts_[i].codes.push_back(word_of(texts_[i], sink, i, value));
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

std::vector<Column> PackedValues::summarise(const std::vector<std::int32_t>& place, std::size_t kept) {
    std::vector<RowUse> uses(customers_.size());
    for (std::size_t entry = 0; entry < customers_.size(); ++entry) {
        customers_[entry] = place[static_cast<std::size_t>(customers_[entry])];
        uses[entry] = customers_[entry] == kNoCustomer ? RowUse::no_purchase : RowUse::purchase;
    }
    const RowGroups groups = group_rows(customers_, uses, kept);
    std::vector<Column> columns;
    for (std::size_t i = 0; i < packed_.attributes.size(); ++i) {
        Column column{.name = packed_.attributes[i].name, .values = {}};
        if (packed_.attributes[i].numbers) {
            column.values = std::move(numbers_[i]);
        } else {
            column.values = sort_words(texts_[i].words, std::move(texts_[i].codes));
        }
        columns.push_back(summarise_attribute(column, groups, rows_));
    }
    return columns;
}

void PackedValues::clear() {
    customers_.clear();
    rows_.clear();
    for (std::vector<double>& numbers : numbers_) {
        numbers.clear();
    }
    for (Texts& texts : texts_) {
        texts.words.clear();
        texts.codes.clear();
        for (auto& words : texts.words_of_codes) {
            std::fill(words.begin(), words.end(), -1);
        }
    }
}

}  // namespace rfmeans::rfm
