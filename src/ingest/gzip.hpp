// gzip files, known by their first bytes, of one or several members.
#pragma once

#include <string_view>

#include "ingest/packing.hpp"

namespace rfmeans::ingest {

[[nodiscard]] bool is_gzip(std::string_view bytes);

[[nodiscard]] std::unique_ptr<Unpacker> make_gzip_unpacker();

}  // namespace rfmeans::ingest
