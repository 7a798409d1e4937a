#include "ingest/profile/day_book.hpp"

namespace rfmeans::ingest {

void DayBook::visit(const std::function<void(Day, const DayTally&)>& seen) const {
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        for (std::size_t i = 0; pages_[page] && i < kPageDays; ++i) {
            if (pages_[page][i].rows > 0) {
                seen(kFirst + static_cast<Day>(page * kPageDays + i), pages_[page][i]);
            }
        }
    }
}

void DayBook::add(const DayBook& other) {
    other.visit([this](Day day, const DayTally& tally) {
        DayTally& sum = at(day);
        sum.rows += tally.rows;
        sum.amount.add(tally.amount);
    });
}

}  // namespace rfmeans::ingest
