#include "ingest/profile/day_book.hpp"

namespace rfmeans::ingest {

void DayBook::add(const DayBook& other) {
    other.visit([this](Day day, const DayTally& tally) {
        DayTally& sum = at(day);
        sum.rows += tally.rows;
        sum.amount.add(tally.amount);
    });
}

}  // namespace rfmeans::ingest
