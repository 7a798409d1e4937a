#include "ingest/dictionary.hpp"

#include <limits>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {

std::int32_t Dictionary::intern(std::string_view text) {
    if (last_ >= 0 && entries_[static_cast<std::size_t>(last_)] == text) {
        return last_;
    }
    const auto found = index_.find(text);
    if (found != index_.end()) {
        last_ = found->second;
        return last_;
    }
    if (entries_.size() >= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
        throw Error(Failure::content,
                    "a column has more than 2^31 - 1 distinct values (that many are kept at most). "
                    "Leave the column out with --columns ignored=NAME");
    }
    last_ = static_cast<std::int32_t>(entries_.size());
    index_.emplace(entries_.emplace_back(text), last_);
    return last_;
}

}  // namespace rfmeans::ingest
