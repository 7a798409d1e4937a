// What all values of a column together tell: type, decimal mark, most frequent ones.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "ingest/currencies.hpp"
#include "ingest/date_tally.hpp"
#include "ingest/number_marks.hpp"
#include "ingest/profile/column_numbers.hpp"
#include "ingest/profile/top_values.hpp"
#include "ingest/profile/value_counter.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::ingest {

[[nodiscard]] bool is_amount(Role role);

/// Sums and conditions over the distinct values, so that their order changes nothing.
class ValueEvidence {
public:
    explicit ValueEvidence(Role role);

    void see(const CountedValue& value);

    /// Roles fix the type of dates and amounts; any other column is of the narrowest type that all its values have.
    [[nodiscard]] bool are_numbers() const { return distinct_ > 0 && (is_amount(role_) || (numbers_ && any_number_)); }
    [[nodiscard]] bool are_whole(DecimalMark mark) const { return whole_[mark == DecimalMark::comma ? 1 : 0]; }
    /// Of a column without the role of the date. Mere digits are codes, not counts of seconds.
    [[nodiscard]] std::optional<DateFormat> date_format() const;

    [[nodiscard]] const MarkUsage& marks() const { return marks_; }
    [[nodiscard]] std::int64_t distinct() const { return distinct_; }
    [[nodiscard]] std::int64_t count() const { return count_; }
    /// Rows by currency where all values name one.
    [[nodiscard]] std::optional<CurrencyCounts> currencies() const;

    TopValues top;

private:
    void see_number(std::string_view text, std::int64_t count);

    Role role_;
    LeadingZeros zeros_;
    std::int64_t distinct_ = 0, count_ = 0;
    bool numbers_ = true, any_number_ = false, names_currencies_ = true;
    bool dates_;                                // so far; of the column with that role it is not asked
    std::array<bool, 2> whole_ = {true, true};  // under the point, under the comma
    MarkUsage marks_;
    DateTally tally_;
    CurrencyCounts currencies_;
};

/// is_missing_number, quickly.
[[nodiscard]] bool is_missing_word(std::string_view text);

}  // namespace rfmeans::ingest
