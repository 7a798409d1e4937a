// Customers with what was measured of them, and the table that is made of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <vector>

#include "rfm/policies.hpp"
#include "rfm/shop_facts.hpp"
#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/rfm_table.hpp"

namespace rfmeans::rfm {

/// Half a cache line, as these are read in another order than they are written.
struct alignas(32) CustomerMeasures {
    std::int64_t number = 0;  ///< the id of a named customer, where ids are numbers
    std::int64_t frequency = 0;
    std::uint64_t amount_low = 0;  ///< of a sum in 10^-decimals
    std::int32_t amount_high = 0;
    Day last_day = 0;  ///< of the last purchase

    [[nodiscard]] numerics::Int128 amount() const { return (numerics::Int128{amount_high} << 64) | amount_low; }
    [[nodiscard]] bool fits_int64() const { return amount_high == static_cast<std::int64_t>(amount_low) >> 63; }
};

/// Of sums beyond 96 bits, which no table can hold, the upper 32 are clamped: they still do not fit int64.
[[nodiscard]] inline CustomerMeasures measures_of(std::int64_t number, std::int64_t frequency, numerics::Int128 amount,
                                                  Day last_day) {
    const auto high =
        std::clamp<std::int64_t>(static_cast<std::int64_t>(amount >> 64), std::numeric_limits<std::int32_t>::min(),
                                 std::numeric_limits<std::int32_t>::max());
    return {number, frequency, static_cast<std::uint64_t>(amount), static_cast<std::int32_t>(high), last_day};
}

/// In pieces as large as those of the packed rows, whose memory they can take over: fresh pages cost more than what is
/// written there.
class MeasurePieces {
public:
    void push_back(const CustomerMeasures& customer) {
        if (size_ % kPiece == 0) {
            pieces_.push_back(std::make_unique_for_overwrite<CustomerMeasures[]>(kPiece));
        }
        pieces_.back()[size_++ % kPiece] = customer;
    }
    /// Gives back what the last piece has too much; nothing is added behind that.
    void trim() {
        if (const std::size_t used = size_ % kPiece; used != 0) {
            auto exact = std::make_unique_for_overwrite<CustomerMeasures[]>(used);
            std::copy_n(pieces_.back().get(), used, exact.get());
            pieces_.back() = std::move(exact);
        }
    }
    /// Those of `other` behind them; returns where its first is. Places behind a piece that is not full stay free, but
    /// few are copied, so that many small parts leave none.
    std::uint32_t append(MeasurePieces&& other) {
        if (other.size_ < kPiece) {
            const auto first = static_cast<std::uint32_t>(size_);
            for (std::uint32_t i = 0; i < other.size_; ++i) {
                push_back(other[i]);
            }
            other.pieces_.clear();
            return first;
        }
        const std::uint32_t first = places();
        std::move(other.pieces_.begin(), other.pieces_.end(), std::back_inserter(pieces_));
        size_ = places();
        return first;
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    /// Above every place.
    [[nodiscard]] std::uint32_t places() const { return static_cast<std::uint32_t>(pieces_.size()) * kPiece; }
    [[nodiscard]] const CustomerMeasures& operator[](std::uint32_t place) const {
        return pieces_[place / kPiece][place % kPiece];
    }

private:
    static constexpr std::uint32_t kPiece = 256;

    std::vector<std::unique_ptr<CustomerMeasures[]>> pieces_;
    std::size_t size_ = 0;
};

struct MeasuredCustomers {
    CustomerIds ids;                   ///< [customers] with a purchase, ascending
    std::vector<std::uint32_t> order;  ///< [customers] the place of each in `measures`
    MeasurePieces measures;
    std::vector<Column> attributes;              ///< each [customers]
    UseCounts uses;                              ///< of all rows
    std::int64_t customers_seen = 0;             ///< those without a purchase too
    std::int64_t first_time = 0, last_time = 0;  ///< of the rows used
};

/// Tensor, exact amounts, scores, rule segments, definitions and counts. `frequency` is the rule in force.
/// Errors: Error{content} where a customer's amounts leave int64.
[[nodiscard]] RfmTable make_table(MeasuredCustomers&& measured, const ShopFacts& shop, const RfmSpec& spec,
                                  FrequencyRule frequency);

}  // namespace rfmeans::rfm
