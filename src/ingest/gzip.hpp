// gzip files, known by their first bytes, of one or several members.
#pragma once

#include <string>
#include <string_view>

#include "ingest/byte_source.hpp"

namespace rfmeans::ingest {

[[nodiscard]] bool is_gzip(std::string_view bytes);

struct GzipInput {
    std::string path;  ///< for messages
    Extent extent = Extent::whole;
    bool cut = false;  ///< the packed bytes are only the head of the file
};

struct Unpacked {
    std::string content;
    bool cut = false;  ///< there is more in the file
};

/// Errors: Error{resource} damaged or truncated.
[[nodiscard]] Unpacked unpack_gzip(std::string_view packed, const GzipInput& input);

}  // namespace rfmeans::ingest
