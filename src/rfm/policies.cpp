#include "rfm/policies.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <numeric>
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

std::string explain_as_of(std::int64_t first_time, const RfmSpec& spec) {
    return spec.as_of ? fmt::format("; the as-of date is {}, the first row is of {}", format_day(*spec.as_of),
                                    format_day(day_of(first_time)))
                      : std::string();
}

}  // namespace

std::vector<RowUse> apply_policies(const Transactions& transactions, const RfmSpec& spec) {
    std::vector<RowUse> uses(transactions.rows());
    for (std::size_t row = 0; row < uses.size(); ++row) {
        uses[row] = use_row({.time = transactions.time[row],
                             .flags = transactions.flags.empty() ? std::uint8_t{0} : transactions.flags[row],
                             .named = transactions.customer[row] != kNoCustomer},
                            spec);
    }
    return uses;
}

void UseCounts::add(const UseCounts& other) {
    for (std::size_t use = 0; use < rows_.size(); ++use) {
        rows_[use] += other.rows_[use];
    }
}

std::int64_t UseCounts::total() const {
    return std::accumulate(rows_.begin(), rows_.end(), std::int64_t{0});
}

UseCounts count_uses(const std::vector<RowUse>& uses) {
    UseCounts counts;
    for (const RowUse use : uses) {
        counts.add(use, 1);
    }
    return counts;
}

void check_rows_left(const UseCounts& uses, std::int64_t first_time, const RfmSpec& spec) {
    if (uses.total() == 0) {
        throw Error(Failure::content,
                    "the files hold no transaction (all rows are blank or rejected). Give files with rows");
    }
    if (uses.of(RowUse::purchase) > 0) {
        return;
    }
    std::vector<std::string> taken;
    std::vector<std::string> remedies;
    for (const Reason& reason : kReasons) {
        if (const std::int64_t rows = uses.of(reason.use); rows > 0) {
            taken.push_back(fmt::format("{}: {}", reason.name, rows));
            remedies.emplace_back(reason.remedy);
        }
    }
    if (const std::int64_t rows = uses.of(RowUse::amount_only); rows > 0) {
        taken.push_back(fmt::format("rows that are returns, never a purchase under --returns net: {}", rows));
        remedies.emplace_back("--returns keep");
    }
    throw Error(Failure::content,
                fmt::format("no purchase is left of {} rows ({}{}). Change the policy: {}", uses.total(),
                            fmt::join(taken, "; "), explain_as_of(first_time, spec), fmt::join(remedies, ", ")));
}

std::vector<NamedCount> name_uses(const UseCounts& uses) {
    std::vector<NamedCount> counts = {{"rows read", uses.total()},
                                      {"rows used", uses.of(RowUse::purchase) + uses.of(RowUse::amount_only)},
                                      {"rows used: returns netted", uses.of(RowUse::amount_only)}};
    for (const Reason& reason : kReasons) {
        counts.push_back({reason.name, uses.of(reason.use)});
    }
    return counts;
}

}  // namespace rfmeans::rfm
