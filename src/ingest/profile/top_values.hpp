// The most frequent of many values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rfmeans::ingest {

class TopValues {
public:
    static constexpr std::size_t kMost = 20;

    /// A value not seen before.
    void see(std::string_view text, std::int64_t count);

    /// By count, equals ascending by bytes.
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> values() && { return std::move(values_); }

private:
    std::vector<std::pair<std::string, std::int64_t>> values_;
};

}  // namespace rfmeans::ingest
