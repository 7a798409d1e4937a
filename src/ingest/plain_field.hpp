// The fields of a plain row.
#pragma once

#include <string_view>

#include "ingest/row_windows.hpp"

namespace rfmeans::ingest {

/// Where a field of the row lies, as written.
[[gnu::always_inline]] inline std::string_view raw_field(const PlainRow& row, std::size_t place) {
    const std::uint32_t from = row.start_of(place);
    return {row.text.data() + from, row.separators[place] - from};
}

/// A field as written without its first and last character where it begins with a quote: without its quotes, or, where
/// something stands behind the closing one, still with that.
inline std::string_view strip_quotes(std::string_view field) {
    return field.size() >= 2 && field.front() == '"' ? field.substr(1, field.size() - 2) : field;
}

/// Takes quotes and blanks off a field as written. False: there are doubled quotes in it, or text behind them.
[[nodiscard]] bool unquote_plain(std::string_view& field);

/// The field unquoted and trimmed. False: there are doubled quotes in it, or text behind them.
[[nodiscard]] inline bool plain_field(const PlainRow& row, std::size_t place, std::string_view& field) {
    const auto is_dark = [](char c) { return static_cast<unsigned char>(c) > ' '; };
    field = raw_field(row, place);
    if (field.empty() || (is_dark(field.front()) && field.front() != '"' && is_dark(field.back()))) {
        return true;
    }
    return unquote_plain(field);
}

}  // namespace rfmeans::ingest
