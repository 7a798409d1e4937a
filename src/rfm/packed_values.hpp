// The attributes of one partition of packed rows: a mean or a mode a customer.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "rfm/agreed_values.hpp"
#include "rfm/text_index.hpp"
#include "rfmeans/packed_rows.hpp"

namespace rfmeans::rfm {

/// The dictionaries of all sinks as numbers, for the attributes that hold numbers. Made once.
class PackedNumbers {
public:
    explicit PackedNumbers(const PackedRows& packed);
    /// [codes]
    [[nodiscard]] const std::vector<double>& of(std::size_t sink, std::size_t attribute) const {
        return numbers_[sink * attributes_ + attribute];
    }

private:
    std::size_t attributes_;
    std::vector<std::vector<double>> numbers_;  // [sinks, attributes]; empty: text
};

class PackedValues {
public:
    PackedValues(const PackedRows& packed, const PackedNumbers& numbers);

    /// The values of an entry's rows.
    void add(std::size_t sink, const std::vector<PackedText>& values, std::uint32_t customer, std::int64_t rows);

    /// `place` [customers as added] is where each stands among the `kept`, kNoCustomer where he does not. Returns
    /// columns of [kept].
    [[nodiscard]] std::vector<Column> summarise(const std::vector<std::int32_t>& place, std::size_t kept);

    void clear();

private:
    struct Texts {
        TextIndex words;
        std::vector<std::vector<std::int32_t>> words_of_codes;  // [sinks][codes] -1: not met yet
        AgreedValues<std::int32_t> values;                      // numbers of words
    };

    [[nodiscard]] static TextValues summarise_words(Texts& texts, const std::vector<std::int32_t>& place,
                                                    std::size_t kept);
    [[nodiscard]] std::int32_t word_of(Texts& texts, std::size_t sink, std::size_t attribute, const PackedText& value);
    [[nodiscard]] double number_of(std::size_t sink, std::size_t attribute, const PackedText& value) const;

    const PackedRows& packed_;
    const PackedNumbers& known_;
    std::deque<AgreedValues<double>> numbers_;  // [attributes]; empty: text
    std::deque<Texts> texts_;                   // [attributes]; empty: numbers
};

}  // namespace rfmeans::rfm
