#include "rfm/sorted_order.hpp"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace rfmeans::rfm {

namespace {

template <class Key>
struct Placed {
    Key key;
    std::uint32_t place;
};

// By the digits of the keys, the lowest first; each turn is stable.
template <class Key>
void sort_by_digits(std::vector<Placed<Key>>& values, Key most) {
    constexpr unsigned kBits = 11;
    constexpr std::size_t kDigits = std::size_t{1} << kBits;
    std::vector<Placed<Key>> next(values.size());
    for (unsigned shift = 0; shift < std::numeric_limits<Key>::digits && (most >> shift) != 0; shift += kBits) {
        const auto digit = [&](const Placed<Key>& value) { return (value.key >> shift) % kDigits; };
        std::array<std::uint32_t, kDigits + 1> starts{};
        for (const Placed<Key>& value : values) {
            ++starts[digit(value) + 1];
        }
        std::partial_sum(starts.begin(), starts.end(), starts.begin());
        for (const Placed<Key>& value : values) {
            next[starts[digit(value)]++] = value;
        }
        values.swap(next);
    }
}

template <class Key>
void sort_as(std::vector<std::int64_t>& numbers, std::vector<std::uint32_t>& places, std::int64_t most) {
    std::vector<Placed<Key>> values;
    values.reserve(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        values.push_back({static_cast<Key>(numbers[i]), places[i]});
    }
    sort_by_digits(values, static_cast<Key>(most));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i] = static_cast<std::int64_t>(values[i].key);
        places[i] = values[i].place;
    }
}

}  // namespace

void sort_by_number(std::vector<std::int64_t>& numbers, std::vector<std::uint32_t>& places) {
    const std::int64_t most = numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
    if (most <= std::numeric_limits<std::uint32_t>::max()) {
        sort_as<std::uint32_t>(numbers, places, most);
    } else {
        sort_as<std::uint64_t>(numbers, places, most);
    }
}

void sort_by_text(const std::vector<std::string>& texts, std::vector<std::uint32_t>& places) {
    tbb::parallel_sort(places.begin(), places.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
}

}  // namespace rfmeans::rfm
