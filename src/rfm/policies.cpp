#include "rfm/policies.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>

#include "rfmeans/error.hpp"

namespace rfmeans::rfm {
namespace {

struct Reason {
    RowUse use;
    const char* name;    ///< in the counts
    const char* remedy;  ///< the option that keeps such rows
};

constexpr std::array<Reason, 8> kReasons = {{
    {RowUse::filtered, "rows left out: not of --where", "other values of --where"},
    {RowUse::before_period, "rows left out: before --from", "an earlier --from"},
    {RowUse::after_period, "rows left out: after --to", "a later --to"},
    {RowUse::no_customer, "rows left out: no customer id", "--guests one"},
    {RowUse::returned, "rows left out: returns and cancellations", "--returns keep"},
    {RowUse::free, "rows left out: free (unit price <= 0)", "--free keep"},
    {RowUse::after_as_of, "rows left out: after the as-of date", "a later --as-of"},
    {RowUse::no_purchase, "rows left out: returns of customers without a purchase", "--returns keep"},
}};

RowUse use_row(const Transactions& transactions, std::size_t row, const RfmSpec& spec) {
    const std::uint8_t flags = transactions.flags.empty() ? std::uint8_t{0} : transactions.flags[row];
    if ((flags & row_flag::kFiltered) != 0) {
        return RowUse::filtered;
    }
    const Day day = day_of(transactions.time[row]);
    if (spec.period.from && day < *spec.period.from) {
        return RowUse::before_period;
    }
    if (spec.period.to && day > *spec.period.to) {
        return RowUse::after_period;
    }
    const bool is_return = (flags & row_flag::kReturn) != 0;
    if (transactions.customer[row] == kNoCustomer && spec.guests == GuestsRule::drop) {
        return RowUse::no_customer;
    }
    if (is_return && spec.returns == ReturnsRule::drop) {
        return RowUse::returned;
    }
    if ((flags & row_flag::kFree) != 0 && spec.free_rows == FreeRule::drop) {
        return RowUse::free;
    }
    if (spec.as_of && day > *spec.as_of) {
        return RowUse::after_as_of;
    }
    return is_return && spec.returns == ReturnsRule::net ? RowUse::amount_only : RowUse::purchase;
}

std::string explain_as_of(const Transactions& transactions, const RfmSpec& spec) {
    const std::int64_t first = *std::min_element(transactions.time.begin(), transactions.time.end());
    return spec.as_of ? fmt::format("; the as-of date is {}, the first row is of {}", format_day(*spec.as_of),
                                    format_day(day_of(first)))
                      : std::string();
}

}  // namespace

std::int64_t count_rows(const std::vector<RowUse>& uses, RowUse use) {
    return std::count(uses.begin(), uses.end(), use);
}

std::vector<RowUse> apply_policies(const Transactions& transactions, const RfmSpec& spec) {
    std::vector<RowUse> uses(transactions.rows());
    for (std::size_t row = 0; row < uses.size(); ++row) {
        uses[row] = use_row(transactions, row, spec);
    }
    return uses;
}

void check_rows_left(const Transactions& transactions, const std::vector<RowUse>& uses, const RfmSpec& spec) {
    if (uses.empty()) {
        throw Error(Failure::content,
                    "the files hold no transaction (all rows are blank or rejected). Give files with rows");
    }
    if (std::any_of(uses.begin(), uses.end(), [](RowUse use) { return use == RowUse::purchase; })) {
        return;
    }
    std::vector<std::string> taken;
    std::vector<std::string> remedies;
    for (const Reason& reason : kReasons) {
        if (const std::int64_t rows = count_rows(uses, reason.use); rows > 0) {
            taken.push_back(fmt::format("{}: {}", reason.name, rows));
            remedies.emplace_back(reason.remedy);
        }
    }
    if (const std::int64_t rows = count_rows(uses, RowUse::amount_only); rows > 0) {
        taken.push_back(fmt::format("rows that are returns, never a purchase under --returns net: {}", rows));
        remedies.emplace_back("--returns keep");
    }
    throw Error(Failure::content,
                fmt::format("no purchase is left of {} rows ({}{}). Change the policy: {}", uses.size(),
                            fmt::join(taken, "; "), explain_as_of(transactions, spec), fmt::join(remedies, ", ")));
}

std::vector<NamedCount> count_uses(const std::vector<RowUse>& uses) {
    std::vector<NamedCount> counts = {
        {"rows read", static_cast<std::int64_t>(uses.size())},
        {"rows used", count_rows(uses, RowUse::purchase) + count_rows(uses, RowUse::amount_only)},
        {"rows used: returns netted", count_rows(uses, RowUse::amount_only)}};
    for (const Reason& reason : kReasons) {
        counts.push_back({reason.name, count_rows(uses, reason.use)});
    }
    return counts;
}

}  // namespace rfmeans::rfm
