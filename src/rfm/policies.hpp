// Which rows count, and for what: filters, guests, returns, free rows, as-of date.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/rfm_table.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::rfm {

/// What a row does for its customer. Each row that is left out has one reason: the first policy that takes it.
enum class RowUse : std::uint8_t {
    purchase,
    amount_only,
    no_customer,
    returned,
    free,
    after_as_of,
    no_purchase,
    filtered,
    before_period,
    after_period
};

/// What the policies look at.
struct PolicyRow {
    std::int64_t time = 0;
    std::uint8_t flags = 0;  ///< of row_flag
    bool named = false;      ///< it has a customer id
};

/// By the policies in their order: filters of columns, period, guests, returns, free rows, as-of date. (no_purchase is
/// found later, by customer.)
[[nodiscard]] inline RowUse use_row(const PolicyRow& row, const RfmSpec& spec) {
    if ((row.flags & row_flag::kFiltered) != 0) {
        return RowUse::filtered;
    }
    const bool dated = spec.period.from || spec.period.to || spec.as_of;  // a division otherwise for nothing
    const Day day = dated ? day_of(row.time) : 0;
    if (spec.period.from && day < *spec.period.from) {
        return RowUse::before_period;
    }
    if (spec.period.to && day > *spec.period.to) {
        return RowUse::after_period;
    }
    const bool is_return = (row.flags & row_flag::kReturn) != 0;
    if (!row.named && spec.guests == GuestsRule::drop) {
        return RowUse::no_customer;
    }
    if (is_return && spec.returns == ReturnsRule::drop) {
        return RowUse::returned;
    }
    if ((row.flags & row_flag::kFree) != 0 && spec.free_rows == FreeRule::drop) {
        return RowUse::free;
    }
    if (spec.as_of && day > *spec.as_of) {
        return RowUse::after_as_of;
    }
    return is_return && spec.returns == ReturnsRule::net ? RowUse::amount_only : RowUse::purchase;
}

/// use_row for one spec; where no policy looks at the day, all answers are made beforehand.
class UseTable {
public:
    explicit UseTable(const RfmSpec& spec) : spec_(spec), dated_(spec.period.from || spec.period.to || spec.as_of) {
        for (std::size_t i = 0; i < uses_.size(); ++i) {
            uses_[i] = use_row({.flags = static_cast<std::uint8_t>(i % kFlags), .named = i >= kFlags}, spec);
        }
    }
    [[nodiscard]] RowUse operator()(const PolicyRow& row) const {
        return dated_ ? use_row(row, spec_) : uses_[row.flags % kFlags + (row.named ? kFlags : 0)];
    }

private:
    static constexpr std::size_t kFlags = 2 * std::size_t{row_flag::kFiltered};

    const RfmSpec& spec_;
    bool dated_;
    std::array<RowUse, 2 * kFlags> uses_{};
};

/// [rows]
[[nodiscard]] std::vector<RowUse> apply_policies(const Transactions& transactions, const RfmSpec& spec);

/// How often each use occurs.
class UseCounts {
public:
    void add(RowUse use, std::int64_t rows) { rows_[static_cast<std::size_t>(use)] += rows; }
    void add(const UseCounts& other);
    [[nodiscard]] std::int64_t of(RowUse use) const { return rows_[static_cast<std::size_t>(use)]; }
    [[nodiscard]] std::int64_t total() const;

private:
    std::array<std::int64_t, static_cast<std::size_t>(RowUse::after_period) + 1> rows_{};
};
[[nodiscard]] UseCounts count_uses(const std::vector<RowUse>& uses);

/// Throws Error{content} saying which policies took the rows, where none is left. `first_time` is that of all rows.
void check_rows_left(const UseCounts& uses, std::int64_t first_time, const RfmSpec& spec);

/// The rows read, used and left out, by reason.
[[nodiscard]] std::vector<NamedCount> name_uses(const UseCounts& uses);

[[nodiscard]] inline bool is_used(RowUse use) {
    return use == RowUse::purchase || use == RowUse::amount_only;
}

}  // namespace rfmeans::rfm
