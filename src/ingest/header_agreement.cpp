// Several files make one data set where they have the same columns.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/role_draft.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

using Header = std::vector<std::string>;

// The first name that the other header does not have; its size where all are there.
std::size_t find_difference(const Header& header, const Header& other) {
    const auto lacking = [&](const std::string& name) {
        return std::find(other.begin(), other.end(), name) == other.end();
    };
    return static_cast<std::size_t>(std::find_if(header.begin(), header.end(), lacking) - header.begin());
}

std::string column_there(const Header& header, std::size_t place) {
    return place < header.size() ? fmt::format("; there column {} is '{}'", place + 1, header[place]) : "";
}

void check_same_names(const Source& first, const Source& other) {
    const std::size_t missing = find_difference(first.header, other.header);
    if (missing < first.header.size()) {
        throw Error(Failure::content,
                    fmt::format("'{}' has no column '{}' (column {} of '{}'{}; its columns: {}). Files of one data set "
                                "need the same columns: rename the column, or read the file on its own",
                                other.file.path, first.header[missing], missing + 1, first.file.path,
                                column_there(other.header, missing), list_names(other.header)));
    }
    const std::size_t extra = find_difference(other.header, first.header);
    if (extra < other.header.size()) {
        throw Error(
            Failure::content,
            fmt::format("'{}' has a column '{}' (its column {}) that '{}' does not have (columns there: {}). Files "
                        "of one data set need the same columns: take it out, or read the file on its own",
                        other.file.path, other.header[extra], extra + 1, first.file.path, list_names(first.header)));
    }
}

void check_same_shape(const Source& first, const Source& other) {
    if (first.dialect.header != other.dialect.header) {
        const Source& bare = first.dialect.header ? other : first;
        const Source& named = first.dialect.header ? first : other;
        throw Error(Failure::content,
                    fmt::format("'{}' has no header, and '{}' has one ({}). Give both the same first line",
                                bare.file.path, named.file.path, list_names(named.header)));
    }
    if (!first.dialect.header && first.header.size() != other.header.size()) {
        throw Error(
            Failure::content,
            fmt::format("'{}' has {} columns and '{}' has {} (neither has a header, so their columns are taken in "
                        "order). Files of one data set need the same columns",
                        other.file.path, other.header.size(), first.file.path, first.header.size()));
    }
}

}  // namespace

void check_headers_agree(const std::vector<Source>& heads) {
    for (const Source& other : heads) {
        check_same_shape(heads.front(), other);
        check_same_names(heads.front(), other);
    }
}

}  // namespace rfmeans::ingest
