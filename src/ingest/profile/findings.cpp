#include "ingest/profile/findings.hpp"

#include <fmt/format.h>

namespace rfmeans::ingest {
namespace {

/// Findings in the order in which they are put.
class FindingList {
public:
    FindingList(bool valued, int decimals) : valued_(valued), decimals_(decimals) {}

    void put(const std::string& what, std::int64_t rows) {
        if (rows > 0) {
            findings_.push_back({what, rows, ""});
        }
    }
    void put(const std::string& what, std::int64_t rows, const DecimalSum& amount) {
        if (rows > 0) {
            findings_.push_back({what, rows, valued_ ? amount.text(decimals_) : ""});
        }
    }
    void put(const std::string& what, const RowTally& tally) { put(what, tally.rows, tally.amount); }

    std::vector<Finding> take() && { return std::move(findings_); }

private:
    bool valued_;
    int decimals_;
    std::vector<Finding> findings_;
};

void find_date_doubts(const DateReading& dates, FindingList& findings) {
    if (dates.fit_both == 0) {
        return;
    }
    if (!dates.format) {
        findings.put(
            fmt::format("dates of column '{}' fit D/M and M/D, and nothing decides: it is not read as the date "
                        "(give --date-format dmy or mdy)",
                        dates.column),
            dates.fit_both);
        return;
    }
    const double share = 100 * static_cast<double>(dates.fit_both) / static_cast<double>(dates.values);
    findings.put(fmt::format("dates of column '{}' fit D/M and M/D ({:.1f} %); the rest decide {}", dates.column, share,
                             *dates.format == DateFormat::mdy ? "M/D" : "D/M"),
                 dates.fit_both);
}

}  // namespace

std::vector<Finding> find_oddities(const MergedCounts& counts, const RowsRead& read) {
    const RowTallies& tallies = counts.tallies;
    const bool valued = read.roles.find(Role::price) || read.roles.find(Role::total);
    FindingList findings(valued, tallies.decimals);
    std::int64_t blank = 0, rejected = 0;
    for (const InputFile& file : read.files) {
        blank += file.blank_rows;
        rejected += file.rejected_rows;
    }
    findings.put("blank rows", blank);
    findings.put("rejected rows (they cannot be read)", rejected);
    find_date_doubts(read.dates, findings);
    findings.put("rows left out by --where", tallies.filtered);
    findings.put("rows before --from", tallies.before_period);
    findings.put("rows after --to", tallies.after_period);
    findings.put("rows after the as-of date", tallies.after_as_of);
    if (read.roles.find(Role::customer)) {
        findings.put("rows without a customer id", tallies.guests);
    }
    RowTally returns = tallies.returns;
    if (tallies.orders.have_cancellations()) {
        returns.add(tallies.cancelled_only);
    }
    findings.put("returns (negative quantity or amount, or a cancelled order)", returns);
    findings.put("free rows (unit price of 0 or less)", tallies.free);
    if (tallies.orders.have_cancellations()) {
        findings.put("rows of cancelled orders (order ids 'C...')", tallies.cancelled);
    }
    findings.put("rows with a negative unit price", tallies.negative_price);
    findings.put("rows whose total is not price x quantity (the total stands as given)", tallies.unequal_total);
    findings.put("exact duplicate rows (beyond the first of each)", counts.duplicates.rows, counts.duplicates.amount);
    return std::move(findings).take();
}

}  // namespace rfmeans::ingest
