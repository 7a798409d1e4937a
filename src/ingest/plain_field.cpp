#include "ingest/plain_field.hpp"

#include "ingest/record_reader.hpp"

namespace rfmeans::ingest {

bool unquote_plain(std::string_view& field) {
    const std::string_view inside = strip_quotes(field);
    const bool quoted = inside.size() != field.size();
    field = trim(inside);
    return !quoted || inside.find('"') == std::string_view::npos;
}

}  // namespace rfmeans::ingest
