#include "ingest/content_sample.hpp"

#include <algorithm>
#include <unordered_map>

namespace rfmeans::ingest {

ContentSample sample_content(std::span<const Source> heads) {
    constexpr int kSampleRecords = 1000;  // a file
    ContentSample columns(heads.front().header.size());
    for (const Source& source : heads) {
        RecordReader reader = source.rows();
        Record record;
        for (int records = 0; records < kSampleRecords && reader.next(record);) {
            if (record.blank || record.unclosed_quote) {
                continue;
            }
            ++records;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                columns[i].emplace_back(i < record.fields.size() ? trim(record.fields[i]) : std::string_view{});
            }
        }
    }
    return columns;
}

bool determines(const std::vector<std::string>& key, const std::vector<std::string>& other) {
    std::unordered_map<std::string_view, std::string_view> seen;
    for (std::size_t row = 0; row < key.size(); ++row) {
        if (key[row].empty() || other[row].empty()) {
            continue;
        }
        const auto [found, added] = seen.emplace(key[row], other[row]);
        if (!added && found->second != other[row]) {
            return false;
        }
    }
    return true;
}

bool is_whole(std::string_view value) {
    value.remove_prefix(value.starts_with('-') ? 1 : 0);
    return !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
}

bool are_whole(const std::vector<std::string>& values) {
    return std::all_of(values.begin(), values.end(),
                       [](const auto& value) { return value.empty() || is_whole(value); });
}

bool are_small_counts(const std::vector<std::string>& values) {
    constexpr std::size_t kMostDigits = 3;
    return std::all_of(values.begin(), values.end(), [](std::string_view value) {
        const std::string_view digits = value.substr(value.starts_with('-') ? 1 : 0);
        return value.empty() ||
               (is_whole(value) && digits.size() <= kMostDigits && (digits.size() == 1 || digits[0] != '0'));
    });
}

}  // namespace rfmeans::ingest
