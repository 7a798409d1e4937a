// Columns kept beside the roles: numbers where every value is one, else text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ingest/dictionary.hpp"
#include "ingest/record_reader.hpp"
#include "ingest/roles.hpp"
#include "rfmeans/column.hpp"

namespace rfmeans::ingest {

/// Values of one column as they come in.
struct RawColumn {
    std::string name;
    Dictionary values;
    std::vector<std::int32_t> codes;  ///< [rows] index into values; -1: empty

    void add(std::string_view value) {
        value = trim(value);
        codes.push_back(value.empty() ? -1 : values.intern(value));
    }
};

enum class CommaNumbers { refused, read };

/// A finite number; nullopt for other text, and for leading zeros ("01234" is a code). A decimal comma instead of the
/// point where asked for.
[[nodiscard]] std::optional<double> read_double(std::string text, CommaNumbers commas);

/// The distinct values as numbers, NaN for NA, NaN, null, None, N/A; nullopt where one is no finite number, or none is
/// a number. Decimal commas are read only where asked for, and only if points alone won't do.
[[nodiscard]] std::optional<std::vector<double>> read_numbers_of(const Dictionary& values, CommaNumbers commas);

/// Whether a column of the heads of the files tells rows apart rather than groups: text with more distinct values than
/// half of its rows (at 20 rows or more). Then "too many distinct values (95 in 100 rows)"; else empty.
[[nodiscard]] std::string find_too_distinct(const RawColumn& column, CommaNumbers commas);

/// What all rows say of an attribute.
struct AttributeUse {
    bool has_values = false;
    std::string copy_of;  ///< the first column before it that holds the same text in every row; empty: none
};

/// "no values", "exact copy of 'age'"; empty: it is of use.
[[nodiscard]] std::string explain_uselessness(const AttributeUse& use);

/// `useless` [attributes] reasons or empty. Those become ignored unless --columns asked for them. Returns the indices
/// of the attributes that stay.
[[nodiscard]] std::vector<std::size_t> give_up_useless(RoleMap& roles, const std::vector<std::string>& useless);

/// Whether two columns hold the same text in every row.
[[nodiscard]] bool are_copies(const RawColumn& a, const RawColumn& b);

[[nodiscard]] Column finish_attribute(RawColumn&& column, CommaNumbers commas);

/// Codes by first occurrence → dictionary ascending by bytes. Empties `codes` into the result.
[[nodiscard]] TextValues sort_dictionary(const Dictionary& values, std::vector<std::int32_t>&& codes);

}  // namespace rfmeans::ingest
