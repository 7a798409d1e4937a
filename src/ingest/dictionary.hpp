// Distinct texts, numbered by first occurrence.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rfmeans::ingest {

class Dictionary {
public:
    Dictionary() = default;
    Dictionary(const Dictionary&) = delete;  // the index points into entries_
    Dictionary& operator=(const Dictionary&) = delete;
    Dictionary(Dictionary&&) = delete;  // a deque's move may throw
    Dictionary& operator=(Dictionary&&) = delete;
    ~Dictionary() = default;

    /// The number of `text`, a new one where it is new. Error{content} beyond 2^31 - 1 distinct texts.
    std::int32_t intern(std::string_view text);

    [[nodiscard]] const std::deque<std::string>& entries() const { return entries_; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    std::deque<std::string> entries_;  // a deque never moves its strings
    std::unordered_map<std::string_view, std::int32_t> index_;
    std::int32_t last_ = -1;  // neighbouring rows are often of one order, customer or country
};

}  // namespace rfmeans::ingest
