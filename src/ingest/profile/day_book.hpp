// Rows and amounts by day.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "ingest/profile/decimal_sum.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans::ingest {

/// Something a day, on pages, so that no row searches and only the years that occur take room.
template <class Tally>
class DayPages {
public:
    Tally& at(Day day) {
        auto& page = pages_[static_cast<std::size_t>(day - kFirst) / kPageDays];
        if (!page) {
            page = std::make_unique<Page>();
        }
        return (*page)[static_cast<std::size_t>(day - kFirst) % kPageDays];
    }

    /// The days of the pages that there are, ascending, and what is there.
    template <class Seen>
    void visit(const Seen& seen) const {
        for (std::size_t page = 0; page < pages_.size(); ++page) {
            for (std::size_t i = 0; pages_[page] && i < kPageDays; ++i) {
                seen(kFirst + static_cast<Day>(page * kPageDays + i), (*pages_[page])[i]);
            }
        }
    }

private:
    static constexpr Day kFirst = -719'162, kLast = 2'932'896;  // of the years 1 to 9999, which dates can be of
    static constexpr std::size_t kPageDays = 512;
    using Page = std::array<Tally, kPageDays>;

    std::vector<std::unique_ptr<Page>> pages_{static_cast<std::size_t>(kLast - kFirst) / kPageDays + 1};
};

struct DayTally {
    std::int64_t rows = 0;
    DecimalSum amount;
};

class DayBook {
public:
    DayTally& at(Day day) { return pages_.at(day); }

    void add(const DayBook& other);

    /// The days that have rows, ascending.
    template <class Seen>
    void visit(const Seen& seen) const {
        pages_.visit([&](Day day, const DayTally& tally) {
            if (tally.rows > 0) {
                seen(day, tally);
            }
        });
    }

private:
    DayPages<DayTally> pages_;
};

}  // namespace rfmeans::ingest
