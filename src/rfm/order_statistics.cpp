#include "rfm/order_statistics.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace rfmeans::rfm {
namespace {

constexpr unsigned kBucketBits = 16;
constexpr std::size_t kBuckets = std::size_t{1} << kBucketBits;

// Ascends with the value.
std::size_t bucket_of(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
    return ((bits & kSign) != 0 ? ~bits : bits | kSign) >> (64 - kBucketBits);
}

/// A bucket in which a rank lies.
struct Bucket {
    std::size_t number = 0;
    std::size_t before = 0;  ///< values in lower buckets
    std::vector<double> values;
};

}  // namespace

std::vector<double> values_at(const std::vector<double>& values, std::span<const std::size_t> ranks) {
    std::vector<std::size_t> counts(kBuckets);
    for (const double value : values) {
        ++counts[bucket_of(value)];
    }
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
    for (const double value : values) {
        if (const std::uint8_t bucket = wanted[bucket_of(value)]; bucket != 0) {
            buckets[bucket - 1U].values.push_back(value);
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
