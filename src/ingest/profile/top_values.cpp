#include "ingest/profile/top_values.hpp"

#include <algorithm>

namespace rfmeans::ingest {

void TopValues::see(std::string_view text, std::int64_t count) {
    const auto before = [&](const auto& other) {
        return other.second != count ? other.second > count : other.first < text;
    };
    if (values_.size() == kMost && before(values_.back())) {
        return;
    }
    values_.emplace(std::partition_point(values_.begin(), values_.end(), before), text, count);
    if (values_.size() > kMost) {
        values_.pop_back();
    }
}

}  // namespace rfmeans::ingest
