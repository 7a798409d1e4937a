#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace rfmeans {

/// Text values, each distinct one stored once.
struct TextValues {
    std::vector<std::string> dictionary;  ///< the distinct values, UTF-8, ascending by bytes
    std::vector<std::int32_t> codes;      ///< [rows] index into dictionary; -1: missing

    bool operator==(const TextValues&) const = default;
};

/// A named column: numbers (NaN: missing) or text.
struct Column {
    std::string name;
    std::variant<std::vector<double>, TextValues> values;
};

/// The rows of these indices, in that order.
[[nodiscard]] Column take_rows(const Column& column, const std::vector<std::size_t>& rows);

/// Customer ids, one a customer: integers where every id is a plain decimal without leading zero that fits int64
/// ("0" itself counts), else the text as written, trimmed. Ascending by number, else by bytes.
struct CustomerIds {
    std::variant<std::vector<std::int64_t>, std::vector<std::string>> values;

    [[nodiscard]] bool numeric() const { return values.index() == 0; }
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::string text(std::size_t customer) const;

    bool operator==(const CustomerIds&) const = default;
};

}  // namespace rfmeans
