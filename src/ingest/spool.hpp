// Standard input and pipes: copied once into a file without a name, because files are read more than once.
#pragma once

#include <string>

namespace rfmeans::ingest {

/// The name of standard input among the files.
inline constexpr const char* kStandardInput = "-";

/// Where the bytes of `path` can be read as often as needed: `path` itself for a file, else its copy in $TMPDIR (by
/// default /tmp), which is made on the first call and gone with the process, however that ends. Errors: Error{resource}
/// no such file, a folder, a device, no room for the copy; Error{option} standard input is a terminal.
[[nodiscard]] std::string readable_path(const std::string& path);

/// One text for every name of the same file, to find files that are given twice.
[[nodiscard]] std::string canonical_name(const std::string& path);

}  // namespace rfmeans::ingest
