#include "rfm/order_statistics.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <numeric>

#include "rfmeans/error.hpp"

namespace rfmeans::rfm {
namespace {

constexpr unsigned kSignAndExponentBits = 12;
constexpr unsigned kBucketBits = 16;
constexpr std::size_t kBuckets = std::size_t{1} << kBucketBits;

// Ascends with the value.
std::size_t bucket_of(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
    return ((bits & kSign) != 0 ? ~bits : bits | kSign) >> (64 - kBucketBits);
}

// How often 0, 1, 2, … occur; empty where another value does.
std::vector<std::uint32_t> count_integers(const StridedValues& values) {
    std::vector<std::uint32_t> counts(kBuckets);
    for (std::size_t i = 0; i < values.size; ++i) {
        const double value = values[i];
        const auto whole = static_cast<std::int32_t>(value >= 0 && value < kBuckets ? value : 0);
        if (whole != value) {
            return {};
        }
        ++counts[static_cast<std::size_t>(whole)];
    }
    return counts;
}

std::vector<double> integers_at(const std::vector<std::uint32_t>& counts, std::span<const std::size_t> ranks) {
    std::vector<std::size_t> past(counts.size());
    std::inclusive_scan(counts.begin(), counts.end(), past.begin(), std::plus<>(), std::size_t{0});
    std::vector<double> found;
    for (const std::size_t rank : ranks) {
        found.push_back(static_cast<double>(std::upper_bound(past.begin(), past.end(), rank) - past.begin()));
    }
    return found;
}

// Infinities and NaN have the largest exponent: they fall in the buckets at both ends.
bool counts_finite_only(const std::vector<std::uint32_t>& counts) {
    constexpr std::size_t kAtEachEnd = std::size_t{1} << (kBucketBits - kSignAndExponentBits);
    const auto none = [](auto first) { return std::all_of(first, first + kAtEachEnd, [](auto n) { return n == 0; }); };
    return none(counts.begin()) && none(counts.end() - kAtEachEnd);
}

/// A bucket in which a rank lies.
struct Bucket {
    std::size_t number = 0;
    std::size_t before = 0;  ///< values in lower buckets
    std::vector<double> values;
};

}  // namespace

std::vector<double> values_at(const StridedValues& values, std::span<const std::size_t> ranks) {
    if (const std::vector<std::uint32_t> integers = count_integers(values); !integers.empty()) {
        return integers_at(integers, ranks);
    }
    std::vector<std::uint32_t> counts(kBuckets);
    for (std::size_t i = 0; i < values.size; ++i) {
        ++counts[bucket_of(values[i])];
    }
    RFMEANS_EXPECTS(counts_finite_only(counts));
    std::vector<Bucket> buckets;                 // of the ranks, ascending
    std::vector<std::uint8_t> wanted(kBuckets);  // + 1, into buckets; 0: no rank lies there
    std::size_t before = 0;
    for (std::size_t number = 0; number < kBuckets; ++number) {
        const std::size_t past = before + counts[number];
        if (past == before) {
            continue;
        }
        if (std::any_of(ranks.begin(), ranks.end(), [&](auto rank) { return rank >= before && rank < past; })) {
            buckets.push_back({number, before, {}});
            wanted[number] = static_cast<std::uint8_t>(buckets.size());
        }
        before = past;
    }
    for (std::size_t i = 0; i < values.size; ++i) {
        if (const std::uint8_t bucket = wanted[bucket_of(values[i])]; bucket != 0) {
            buckets[bucket - 1U].values.push_back(values[i]);
        }
    }
    std::vector<double> found;
    for (const std::size_t rank : ranks) {
        const auto past =
            std::upper_bound(buckets.begin(), buckets.end(), rank,
                             [](std::size_t place, const Bucket& bucket) { return place < bucket.before; });
        Bucket& bucket = *(past - 1);
        const auto place = bucket.values.begin() + static_cast<std::ptrdiff_t>(rank - bucket.before);
        std::nth_element(bucket.values.begin(), place, bucket.values.end());
        found.push_back(*place);
    }
    return found;
}

}  // namespace rfmeans::rfm
