#include "rfm/sorted_order.hpp"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace rfmeans::rfm {

std::vector<std::uint32_t> sorted_order(const std::vector<std::int64_t>& numbers) {
    constexpr unsigned kBits = 11;
    constexpr std::size_t kDigits = std::size_t{1} << kBits;
    std::vector<std::uint32_t> order(numbers.size()), next(numbers.size());
    std::iota(order.begin(), order.end(), 0U);
    const std::int64_t most = numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
    for (unsigned shift = 0; shift < 63 && (most >> shift) != 0; shift += kBits) {
        const auto digit = [&](std::uint32_t i) { return static_cast<std::size_t>(numbers[i] >> shift) % kDigits; };
        std::array<std::uint32_t, kDigits + 1> starts{};
        for (const std::uint32_t i : order) {
            ++starts[digit(i) + 1];
        }
        std::partial_sum(starts.begin(), starts.end(), starts.begin());
        for (const std::uint32_t i : order) {
            next[starts[digit(i)]++] = i;
        }
        order.swap(next);
    }
    return order;
}

std::vector<std::uint32_t> sorted_order(const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0U);
    tbb::parallel_sort(order.begin(), order.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
    return order;
}

}  // namespace rfmeans::rfm
