// What must hold of the reader for any bytes at all.
#pragma once

#include <string>
#include <string_view>

namespace rfmeans::test {

/// Compares RecordReader with the naive parser. What differs, in words; empty: nothing.
[[nodiscard]] std::string check_split(std::string_view text, char delimiter);

/// Writes the bytes to `scratch` and reads them by every way there is: dialect, header, roles, rows, profile, matrix.
/// Checks the split into records, that every row is used or rejected, and how they are counted. Refusals by Error are
/// fine, any other exception leaves. What is wrong, in words; empty: nothing.
[[nodiscard]] std::string check_reader(std::string_view bytes, const std::string& scratch);

}  // namespace rfmeans::test
