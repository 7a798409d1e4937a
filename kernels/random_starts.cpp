#include "kernels/random_starts.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "kernels/device_buffer.hpp"
#include "kernels/seeding.hpp"
#include "rfmeans/numerics/random.hpp"
#include "rfmeans/numerics/seeding.hpp"

namespace rfmeans::cuda {
namespace {

/// Points by their ranks and places in canonical order.
class RankedPoints {
public:
    explicit RankedPoints(const PointShare& share)
        : points_(share.points.points()), blocks_(share.device.blocks()), stream_(share.device.stream()) {
        if (points_.weights != nullptr) {
            const std::int64_t chunks = (points_.points + kSeedingChunk - 1) / kSeedingChunk;
            chunks_ = DeviceBuffer<std::uint64_t>(static_cast<std::size_t>(chunks), stream_);
            sum_weights(points_, {.chunks = chunks_.data(), .chunk_count = chunks, .seeds = 1}, blocks_, stream_);
        }
    }

    [[nodiscard]] std::vector<std::uint64_t> rows_of(const std::vector<std::uint64_t>& ranks) const {
        const DeviceBuffer<std::uint64_t> device_ranks(ranks.size(), stream_);
        const DeviceBuffer<std::uint64_t> device_rows(ranks.size(), stream_);
        upload(std::span(ranks), device_ranks.data(), stream_);
        find_rows(points_,
                  {.ranks = device_ranks.data(),
                   .chunks = chunks_.data(),
                   .rows = device_rows.data(),
                   .count = static_cast<std::int64_t>(ranks.size()),
                   .chunk_count = static_cast<std::int64_t>(chunks_.size())},
                  blocks_, stream_);
        std::vector<std::uint64_t> rows(ranks.size());
        download(device_rows.data(), std::span(rows), stream_);
        stream_.synchronize();
        return rows;
    }

    /// The first row in canonical order that is wanted; there is one.
    template <class Wanted>
    [[nodiscard]] std::uint64_t first_row(const Wanted& wanted) const {
        constexpr std::size_t kRowsAtOnce = std::size_t{1} << 16;
        const auto count = static_cast<std::size_t>(points_.points);
        std::vector<std::uint32_t> rows;
        for (std::size_t place = 0;; ++place) {
            std::uint64_t row = place;
            if (points_.rows != nullptr) {
                if (place % kRowsAtOnce == 0) {
                    rows.resize(std::min(kRowsAtOnce, count - place));
                    download(points_.rows + place, std::span(rows), stream_);
                    stream_.synchronize();
                }
                row = rows[place % kRowsAtOnce];
            }
            if (wanted(row)) {
                return row;
            }
        }
    }

private:
    const DevicePoints& points_;
    std::int64_t blocks_;
    const Stream& stream_;
    DeviceBuffer<std::uint64_t> chunks_;
};

/// One seed's start.
class RandomStart {
public:
    RandomStart(const PointSet& points, const RankedPoints& ranked, std::uint64_t total_weight, std::uint64_t seed)
        : points_(points), ranked_(ranked), total_weight_(total_weight), seed_(seed) {}

    /// The first attempts of all centres are asked for together; of a centre whose point is not new twice as many each
    /// time.
    [[nodiscard]] std::vector<std::int64_t> draw(std::int32_t k) {
        std::vector<std::uint64_t> first_ranks;
        for (std::uint32_t centre = 0; centre < static_cast<std::uint32_t>(k); ++centre) {
            first_ranks.push_back(rank(centre, 0));
        }
        const std::vector<std::uint64_t> first_rows = ranked_.rows_of(first_ranks);
        const auto is_new = [&](std::uint64_t row) { return equals_none(row); };
        for (std::uint32_t centre = 0; centre < static_cast<std::uint32_t>(k); ++centre) {
            std::vector<std::uint64_t> tried{first_rows[centre]};
            const auto row_of = [&](std::uint32_t attempt) {
                if (attempt == tried.size()) {
                    try_more(centre, tried);
                }
                return tried[attempt];
            };
            const std::uint64_t row =
                numerics::random_centre(row_of, is_new, [&] { return ranked_.first_row(is_new); });
            centres_.push_back(static_cast<std::int64_t>(row));
        }
        return std::move(centres_);
    }

private:
    [[nodiscard]] std::uint64_t rank(std::uint32_t centre, std::uint32_t attempt) const {
        return numerics::random_below(
            seed_, {.purpose = numerics::Purpose::random_start, .step = centre, .trial = attempt}, total_weight_);
    }

    void try_more(std::uint32_t centre, std::vector<std::uint64_t>& tried) const {
        const auto done = static_cast<std::uint32_t>(tried.size());
        std::vector<std::uint64_t> ranks;
        for (std::uint32_t attempt = done; attempt < std::min(2 * done, numerics::kRandomAttempts); ++attempt) {
            ranks.push_back(rank(centre, attempt));
        }
        const std::vector<std::uint64_t> more = ranked_.rows_of(ranks);
        tried.insert(tried.end(), more.begin(), more.end());
    }

    [[nodiscard]] bool equals_none(std::uint64_t row) const {
        return std::ranges::none_of(centres_, [&](std::int64_t centre) {
            return std::ranges::equal(points_.values.row(static_cast<std::size_t>(row)),
                                      points_.values.row(static_cast<std::size_t>(centre)));
        });
    }

    const PointSet& points_;
    const RankedPoints& ranked_;
    std::uint64_t total_weight_;
    std::uint64_t seed_;
    std::vector<std::int64_t> centres_;
};

}  // namespace

std::optional<StartRows> draw_random_starts(const PointSet& host_points, const PointShare& share,
                                            const StartWish& wish) {
    const std::int64_t total_weight =
        host_points.weights.empty()
            ? share.points.count()
            : std::accumulate(host_points.weights.begin(), host_points.weights.end(), std::int64_t{0});
    StartRows starts;
    try {
        const RankedPoints ranked(share);
        for (const std::uint64_t seed : wish.seeds) {
            starts.push_back(
                RandomStart(host_points, ranked, static_cast<std::uint64_t>(total_weight), seed).draw(wish.k_max));
        }
    } catch (const OutOfDeviceMemory&) {
        return std::nullopt;
    }
    return starts;
}

}  // namespace rfmeans::cuda
