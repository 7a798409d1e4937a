#include "cluster/point_sort.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "cluster/hilbert_keys.hpp"
#include "parallel/loops.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cluster {
namespace {

/// Points of an average bucket: records and their places fit the caches near a core.
constexpr std::size_t kBucketPoints = 1'024;
/// With more buckets than 2^12 the lines being written leave the second cache.
constexpr int kMostBucketBits = 12;
/// Widest digit of the sort within a bucket.
constexpr int kMostDigitBits = 11;
constexpr std::size_t kMostPasses = 3;
/// Rows of a chunk at least, and keyed at a time.
constexpr std::size_t kChunkRows = 65'536;
constexpr std::size_t kBlockRows = 2'048;

/// A point's remaining key above, its place in the bucket below.
using KeyedPlace = std::uint64_t;

struct Scratch {
    std::vector<KeyedPlace> from;
    std::vector<KeyedPlace> to;
    std::array<std::array<std::uint32_t, std::size_t{1} << kMostDigitBits>, kMostPasses> places;
};

/// Buckets by the top bits of the key, then within each bucket by the digits below, lowest first.
template <std::size_t kDims>
class PointSort {
public:
    explicit PointSort(const PointSet& points)
        : points_(points),
          rows_(points.points()),
          axes_(hilbert_axes(bounding_box(points))),
          bucket_bits_(std::min(kMostBucketBits, static_cast<int>(std::bit_width(rows_ / kBucketPoints)))),
          shift_(kKeyBits - bucket_bits_),
          chunks_(std::clamp(rows_ / kChunkRows, std::size_t{1},
                             4 * static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()) - 3)),
          sorted_{PageBuffer<float>((rows_ + kLeafPoints - 1) / kLeafPoints * kLeafPoints * kDims),
                  PageBuffer<std::uint32_t>(rows_)},
          records_(rows_) {}

    SortedPoints run() {
        std::vector<std::uint32_t> starts = spread();
        const std::size_t buckets = std::size_t{1} << bucket_bits_;
        tbb::enumerable_thread_specific<Scratch> scratch;
        loops::parallel_for(tbb::blocked_range<std::size_t>(0, buckets), [&](const auto& range) {
            Scratch& mine = scratch.local();
            for (std::size_t b = range.begin(); b < range.end(); ++b) {
                sort_bucket(starts[b], starts[b + 1], mine);
            }
        });
        for (std::size_t place = rows_; place % kLeafPoints != 0; ++place) {
            for (std::size_t d = 0; d < kDims; ++d) {
                coordinate(place, d) = coordinate(rows_ - 1, d);
            }
        }
        return std::move(sorted_);
    }

private:
    static constexpr int kKeyBits = static_cast<int>(kDims) * numerics::hilbert_bits(static_cast<int>(kDims));

    struct Record {
        std::uint32_t key;
        std::uint32_t row;
        std::array<float, kDims> point;
    };

    float& coordinate(std::size_t place, std::size_t d) {
        return sorted_.leaves[(place / kLeafPoints * kDims + d) * kLeafPoints + place % kLeafPoints];
    }
    [[nodiscard]] std::size_t first_row(std::size_t chunk) const { return rows_ * chunk / chunks_; }
    [[nodiscard]] std::size_t bucket_of(std::uint32_t key) const {
        return static_cast<std::size_t>(std::uint64_t{key} >> shift_);
    }

    /// Records into their buckets, in the order of the rows. Returns [buckets + 1] where each bucket starts.
    std::vector<std::uint32_t> spread() {
        const std::size_t buckets = std::size_t{1} << bucket_bits_;
        std::vector<std::uint32_t> places(chunks_ * buckets);  // of each chunk's next record in each bucket
        loops::parallel_for(std::size_t{0}, chunks_,
                            [&](std::size_t chunk) { count_keys(chunk, {places.data() + chunk * buckets, buckets}); });
        std::vector<std::uint32_t> starts(buckets + 1);
        std::uint32_t next = 0;
        for (std::size_t b = 0; b < buckets; ++b) {
            starts[b] = next;
            for (std::size_t chunk = 0; chunk < chunks_; ++chunk) {
                next += std::exchange(places[chunk * buckets + b], next);
            }
        }
        starts[buckets] = next;
        loops::parallel_for(std::size_t{0}, chunks_,
                            [&](std::size_t chunk) { move_rows(chunk, {places.data() + chunk * buckets, buckets}); });
        return starts;
    }

    /// The keys wait where the order will be.
    void count_keys(std::size_t chunk, std::span<std::uint32_t> counts) {
        const std::size_t last = first_row(chunk + 1);
        for (std::size_t row = first_row(chunk); row < last; row += kBlockRows) {
            const std::span keys(sorted_.order.data() + row, std::min(kBlockRows, last - row));
            hilbert_keys(points_.values.values.data() + row * kDims, axes_, keys);
            for (const std::uint32_t key : keys) {
                ++counts[bucket_of(key)];
            }
        }
    }

    void move_rows(std::size_t chunk, std::span<std::uint32_t> places) {
        const std::size_t last = first_row(chunk + 1);
        for (std::size_t row = first_row(chunk); row < last; ++row) {
            const std::uint32_t key = sorted_.order[row];
            Record& record = records_[places[bucket_of(key)]++];
            record.key = key;
            record.row = static_cast<std::uint32_t>(row);
            std::copy_n(points_.values.values.data() + row * kDims, kDims, record.point.begin());
        }
    }

    void sort_bucket(std::size_t first, std::size_t last, Scratch& scratch) {
        const std::size_t count = last - first;
        if (count == 0) {
            return;
        }
        const int passes = std::max(1, (shift_ + kMostDigitBits - 1) / kMostDigitBits);
        const int bits = (shift_ + passes - 1) / passes;
        const std::uint32_t mask = (std::uint32_t{1} << bits) - 1;
        count_digits({records_.data() + first, count}, passes, bits, scratch);
        scratch.from.resize(std::max(scratch.from.size(), count));
        scratch.to.resize(std::max(scratch.to.size(), passes > 2 ? count : 0));
        auto* places = scratch.places[0].data();
        const auto each_in_order = [&](const auto& place_it) {
            for (std::size_t i = 0; i < count; ++i) {
                place_it(KeyedPlace{records_[first + i].key} << 32 | i);
            }
        };
        const auto put = [&](std::size_t place, KeyedPlace keyed) {
            const Record& record = records_[first + static_cast<std::uint32_t>(keyed)];
            sorted_.order[first + place] = record.row;
            for (std::size_t d = 0; d < kDims; ++d) {
                coordinate(first + place, d) = record.point[d];
            }
        };
        if (passes == 1) {
            each_in_order([&](KeyedPlace keyed) { put(places[(keyed >> 32) & mask]++, keyed); });
            return;
        }
        each_in_order([&](KeyedPlace keyed) { scratch.from[places[(keyed >> 32) & mask]++] = keyed; });
        for (int pass = 1; pass < passes; ++pass) {
            places = scratch.places[static_cast<std::size_t>(pass)].data();
            const int shift = 32 + pass * bits;
            if (pass + 1 == passes) {
                for (std::size_t i = 0; i < count; ++i) {
                    put(places[(scratch.from[i] >> shift) & mask]++, scratch.from[i]);
                }
                return;
            }
            for (std::size_t i = 0; i < count; ++i) {
                scratch.to[places[(scratch.from[i] >> shift) & mask]++] = scratch.from[i];
            }
            scratch.from.swap(scratch.to);
        }
    }

    /// Where the records of each digit start, for every pass.
    static void count_digits(std::span<const Record> records, int passes, int bits, Scratch& scratch) {
        const std::uint32_t mask = (std::uint32_t{1} << bits) - 1;
        for (int pass = 0; pass < passes; ++pass) {
            std::fill_n(scratch.places[static_cast<std::size_t>(pass)].begin(), mask + 1, 0U);
        }
        for (const Record& record : records) {
            for (int pass = 0; pass < passes; ++pass) {
                ++scratch.places[static_cast<std::size_t>(pass)][(record.key >> (pass * bits)) & mask];
            }
        }
        for (int pass = 0; pass < passes; ++pass) {
            auto& places = scratch.places[static_cast<std::size_t>(pass)];
            std::exclusive_scan(places.begin(), places.begin() + mask + 1, places.begin(), 0U);
        }
    }

    const PointSet& points_;
    std::size_t rows_;
    std::vector<numerics::HilbertAxis> axes_;
    int bucket_bits_;
    int shift_;  ///< bits of the key below a bucket's
    std::size_t chunks_;
    SortedPoints sorted_;
    PageBuffer<Record> records_;
};

}  // namespace

SortedPoints sort_points(const PointSet& points) {
    RFMEANS_EXPECTS(points.points() > 0 && points.points() <= std::numeric_limits<std::uint32_t>::max());
    static_assert(numerics::kHilbertDims == 5);
    switch (points.dims()) {
        case 1:
            return PointSort<1>(points).run();
        case 2:
            return PointSort<2>(points).run();
        case 3:
            return PointSort<3>(points).run();
        case 4:
            return PointSort<4>(points).run();
        default:
            return PointSort<5>(points).run();
    }
}

}  // namespace rfmeans::cluster
