#include "rfmeans/profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "ingest/assembly.hpp"
#include "ingest/column_profile.hpp"
#include "ingest/decimal.hpp"
#include "ingest/findings.hpp"
#include "rfmeans/dates.hpp"

namespace rfmeans {
namespace {

using ingest::Int128;

bool has_role(const Transactions& transactions, Role role) {
    return std::any_of(transactions.roles.begin(), transactions.roles.end(),
                       [role](const ColumnRole& column) { return column.role == role; });
}

void fill_times(const Transactions& transactions, Profile& profile) {
    const auto [first, last] = std::minmax_element(transactions.time.begin(), transactions.time.end());
    profile.first_time = format_time(*first);
    profile.last_time = format_time(*last);

    const bool valued = !transactions.amount.empty();
    std::map<Day, Int128> days;  // one calendar conversion a day, not one a row
    for (std::size_t row = 0; row < transactions.rows(); ++row) {
        days[day_of(transactions.time[row])] += valued ? transactions.amount[row] : 1;
    }
    std::map<std::string, Int128> months;
    for (const auto& [day, units] : days) {
        months[format_day(day).substr(0, 7)] += units;
    }
    for (const auto& [month, units] : months) {
        profile.monthly_amount.emplace_back(month, ingest::format_decimal(units, valued ? transactions.decimals : 0));
    }
}

}  // namespace

Profile profile_files(const std::vector<std::string>& files, const IngestSpec& spec, const ProfileSpec& days) {
    ingest::SniffedFiles sniffed = ingest::sniff_files(files, spec, ingest::NeededRoles::none);
    auto told = ingest::teller(sniffed, spec);
    sniffed.heads.clear();
    ingest::RawTable table(sniffed.roles);
    const Transactions transactions = ingest::assemble_transactions(
        {.files = files,
         .roles = sniffed.roles,
         .earlier = spec.earlier,
         .dates_found = spec.date_format_found,
         .dates_given = spec.date_format.has_value(),
         .date_rejects = spec.max_rejects,
         .date_doubt = ingest::DateDoubt::role_given_up,
         .max_rejects = 1,
         .restart = [&] { table = ingest::RawTable(sniffed.roles); },
         .watcher = [&table](const ingest::Source& source, const ingest::Record& record,
                             std::int64_t transaction) { table.add(source, record, transaction); },
         .told = std::move(told)});

    Profile profile;
    profile.files = transactions.files;
    profile.dates = transactions.dates;
    for (const InputFile& file : profile.files) {
        profile.rows += file.rows;
    }
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
        profile.columns.push_back(ingest::profile_column(
            table.columns()[i],
            {.role = transactions.roles[i].role, .commas = table.commas(), .date_format = transactions.dates.format}));
    }
    if (!transactions.amount.empty()) {
        Int128 total = 0;
        for (const std::int64_t units : transactions.amount) {
            total += units;
        }
        profile.total_amount = ingest::format_decimal(total, transactions.decimals);
    }
    if (transactions.rows() > 0 && has_role(transactions, Role::date)) {
        fill_times(transactions, profile);
    }
    profile.findings = ingest::find_oddities(transactions, table, days);
    return profile;
}

}  // namespace rfmeans
