// Rows and amounts by day.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "ingest/profile/decimal_sum.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {

struct DayTally {
    std::int64_t rows = 0;
    DecimalSum amount;
};

/// Pages of days, so that no row searches and only the years that occur take room.
class DayBook {
public:
    DayTally& at(Day day) {
        auto& page = pages_[static_cast<std::size_t>(day - kFirst) / kPageDays];
        if (!page) {
            page = std::make_unique<DayTally[]>(kPageDays);
        }
        return page[static_cast<std::size_t>(day - kFirst) % kPageDays];
    }

    void add(const DayBook& other);

    /// The days that have rows, ascending.
    void visit(const std::function<void(Day, const DayTally&)>& seen) const;

private:
    static constexpr Day kFirst = -719'162, kLast = 2'932'896;  // of the years 1 to 9999, which dates can be of
    static constexpr std::size_t kPageDays = 512;

    std::vector<std::unique_ptr<DayTally[]>> pages_{static_cast<std::size_t>(kLast - kFirst) / kPageDays + 1};
};

}  // namespace rfmeans::ingest
