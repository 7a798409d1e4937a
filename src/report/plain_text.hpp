// Numbers and hostile text as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rfmeans::report {

inline constexpr const char* kNone = "–";  ///< stands for an undefined value

[[nodiscard]] std::string count_text(std::int64_t count);                   ///< "1,234,567"
[[nodiscard]] std::string fixed_text(double value, int places);             ///< "1,234.50"; NaN: kNone
[[nodiscard]] std::string short_text(double value);                         ///< four significant digits, "12,340"
[[nodiscard]] std::string percent_text(double share);                       ///< 0.1234: "12.3 %"; NaN: kNone
[[nodiscard]] std::string exact_decimal(std::int64_t units, int decimals);  ///< "-1234.50", for programs
[[nodiscard]] std::string money_text(std::int64_t units, int decimals);     ///< "-1,234.50"
[[nodiscard]] std::string grouped_text(std::string_view decimal);  ///< "1234.5": "1,234.5"; other text as it is
[[nodiscard]] std::string bytes_text(std::int64_t bytes);          ///< "45.6 MB"

/// "1,234 rows", "1 row".
[[nodiscard]] std::string counted(std::int64_t count, std::string_view one, std::string_view many);

/// Valid UTF-8 without control characters: each invalid byte and each control character becomes U+FFFD, tabs and line
/// ends become blanks. So no text of a data file can steer a terminal or break out of a page.
[[nodiscard]] std::string printable(std::string_view text);

/// Code points of valid UTF-8: the width of a text on a terminal for the scripts most names are written in.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Lines of at most `width` code points, broken at blanks (words that are longer are cut).
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace rfmeans::report
