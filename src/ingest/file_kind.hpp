// Files that are no delimited text, known by their first bytes.
#pragma once

#include <string>
#include <string_view>

namespace rfmeans::ingest {

/// Refuses workbooks, archives, Parquet and the like, each with what to do instead: Error{content}.
void refuse_other_kinds(std::string_view bytes, const std::string& path);

}  // namespace rfmeans::ingest
