// What all amounts need together: decimal places, and room in 64 bits.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>

#include "ingest/decimal.hpp"
#include "ingest/row_batch.hpp"

namespace rfmeans::ingest {

/// Where a row stands, for a message: "line 7 of 'x.csv'".
using TellPlace = std::function<std::string(const RowPlace&)>;

class AmountRange {
public:
    /// Places ascend from call to call.
    void note(const Decimal& amount, const RowPlace& place) {
        // Nothing new: the rule, so that nothing else is done for most rows.
        if (is_news(amount)) {
            note_news({amount, place});
        }
    }

    /// The same of an amount as it is written: its trailing zeros do not count.
    void note_written(const Decimal& amount, const RowPlace& place) {
        if (is_news(amount)) {
            note_written_news({amount, place});
        }
    }

    /// Whether note() of the amount changes something.
    [[nodiscard]] bool is_news(const Decimal& amount) const {
        const Extent& extent = extents_[static_cast<std::size_t>(amount.scale)];
        return amount.mantissa < extent.least || amount.mantissa > extent.most || amount.scale > finest_.amount.scale ||
               !any_;
    }

    /// As if the rows of `other` had been noted here too; their places may lie before or behind.
    void merge(const AmountRange& other);

    /// The most places that any amount needs.
    [[nodiscard]] int decimals() const { return finest_.amount.scale; }

    /// Errors: Error{content} an amount that int64 does not hold at decimals(); names the finest and the largest.
    void check(const TellPlace& tell) const;

private:
    /// A remarkable amount and where it stands; the first of equal ones.
    struct Landmark {
        Decimal amount;
        RowPlace place;
    };
    /// Of the mantissas of one scale.
    struct Extent {
        std::int64_t least = 0, most = 0;
    };

    void note_news(const Landmark& landmark);
    void note_written_news(const Landmark& landmark);
    void widen(const Decimal& amount);
    void note_finest(const Landmark& landmark);
    void note_largest(const Landmark& landmark, double magnitude);

    bool any_ = false;
    Landmark finest_, largest_;
    double largest_magnitude_ = 0;
    std::array<Extent, kMaxDecimals + 1> extents_{};
};

}  // namespace rfmeans::ingest
