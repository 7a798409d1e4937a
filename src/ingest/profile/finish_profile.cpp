#include "ingest/profile/finish_profile.hpp"

#include <fmt/format.h>
#include <tbb/info.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <limits>
#include <map>

#include "ingest/profile/alerts.hpp"
#include "ingest/profile/findings.hpp"
#include "parallel/loops.hpp"

namespace rfmeans::ingest {
namespace {

std::size_t memory_of(const ProfileSpec& spec) {
    return spec.memory_bytes > 0 ? static_cast<std::size_t>(spec.memory_bytes)
                                 : std::numeric_limits<std::size_t>::max();
}

std::size_t threads_of(const ProfileSpec& spec) {
    return static_cast<std::size_t>(spec.threads > 0 ? spec.threads : tbb::info::default_concurrency());
}

// Three quarters are for what the sinks count, the rest for finding repeated rows and sorting numbers at the end.
constexpr std::size_t kMemoryShares = 4, kSinkShares = 3;

bool are_semicolons(const std::vector<InputFile>& files) {
    return std::all_of(files.begin(), files.end(),
                       [](const InputFile& file) { return file.dialect.starts_with("semicolon"); });
}

std::vector<ValueEvidence> gather_evidence(const MergedCounts& counts, const RoleMap& roles) {
    std::vector<ValueEvidence> columns;
    for (std::size_t i = 0; i < counts.columns.size(); ++i) {
        columns.emplace_back(roles.columns[i].role);
    }
    loops::parallel_for(std::size_t{0}, columns.size(), [&](std::size_t i) {
        ValueEvidence& evidence = columns[i];
        ValueCounter::visit(counts.columns[i].values, [&](const CountedValue& value) { evidence.see(value); });
    });
    return columns;
}

bool decides(const MarkUsage& usage) {
    return usage.surely_comma != usage.surely_point;
}

// The rules of choose_marks, over all files: columns that amounts are made of ask one another, the others those, and
// then one another.
std::vector<DecimalMark> settle_marks(const std::vector<ValueEvidence>& columns, const RowsRead& read) {
    MarkUsage amounts, numbers;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool amount = is_amount(read.roles.columns[i].role);
        if (amount || columns[i].are_numbers()) {
            (amount ? amounts : numbers).append(columns[i].marks());
        }
    }
    const bool semicolons = are_semicolons(read.files);
    std::vector<DecimalMark> marks;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const MarkUsage& own = columns[i].marks();
        const bool amount = is_amount(read.roles.columns[i].role);
        const MarkUsage& wider = amount || decides(amounts) ? amounts : numbers;
        const MarkUsage& sure = decides(own) ? own : wider;
        const bool comma =
            decides(sure) ? sure.surely_comma > sure.surely_point : semicolons && own.with_comma > own.with_point;
        marks.push_back(comma ? DecimalMark::comma : DecimalMark::point);
    }
    return marks;
}

std::vector<Alert> find_currency_alerts(const std::vector<ValueEvidence>& columns, const RowsRead& read,
                                        const RowTallies& tallies) {
    std::vector<Alert> alerts;
    const auto warn = [&](const CurrencyCounts& counts, const std::string& column, const std::string& where) {
        std::int64_t rows = 0;
        for (const auto& [name, count] : counts) {
            rows += count;
        }
        if (auto warning = warn_of_currencies(counts, where)) {
            alerts.push_back({column, std::move(*warning), rows});
        }
    };
    if (!read.roles.find(Role::price) && !read.roles.find(Role::total)) {
        return alerts;
    }
    warn(tallies.currencies, "", "the amounts are in");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (const auto counts = columns[i].currencies(); counts && read.roles.columns[i].role == Role::attribute) {
            const std::string& name = read.roles.columns[i].column;
            warn(*counts, name, fmt::format("column '{}' names", name));
        }
    }
    return alerts;
}

void fill_coverage(const DayBook& days, DateCoverage& coverage) {
    Day first = 0, last = 0;
    days.visit([&](Day day, const DayTally&) {
        first = coverage.days_with_rows == 0 ? day : first;
        const std::int64_t gap = coverage.days_with_rows == 0 ? 0 : day - last - 1;
        if (gap > coverage.longest_gap_days) {
            coverage.longest_gap_days = gap;
            coverage.longest_gap_from = format_day(last + 1);
        }
        last = day;
        ++coverage.days_with_rows;
    });
    coverage.days = coverage.days_with_rows == 0 ? 0 : last - first + 1;
}

std::string month_name(std::int32_t month) {
    return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

void fill_months(const MergedCounts& counts, const RoleMap& roles, Profile& profile) {
    const bool valued = !profile.total_amount.empty();
    std::map<std::string, DayTally> months;
    counts.tallies.days.visit([&](Day day, const DayTally& tally) {
        DayTally& month = months[format_day(day).substr(0, 7)];
        month.rows += tally.rows;
        month.amount.add(tally.amount);
    });
    std::map<std::string, std::int64_t> orders;
    for (const auto& [month, count] : counts.month_orders) {
        orders[month_name(month)] = count;
    }
    for (const auto& [month, tally] : months) {
        profile.months.push_back({.month = month,
                                  .rows = tally.rows,
                                  .orders = roles.find(Role::order) ? orders[month] : -1,
                                  .amount = valued ? tally.amount.text(counts.tallies.decimals) : ""});
    }
}

// Totals over the days, dated or not: rows without a date column are all of day 0.
void fill_rows(const MergedCounts& counts, const RowsRead& read, Profile& profile) {
    DayTally all;
    counts.tallies.days.visit([&](Day, const DayTally& tally) {
        all.rows += tally.rows;
        all.amount.add(tally.amount);
    });
    if (all.rows == 0) {
        return;
    }
    if (read.roles.find(Role::price) || read.roles.find(Role::total)) {
        profile.total_amount = all.amount.text(counts.tallies.decimals);
    }
    if (read.roles.find(Role::date)) {
        profile.first_time = format_time(counts.tallies.first_time);
        profile.last_time = format_time(counts.tallies.last_time);
        fill_coverage(counts.tallies.days, profile.coverage);
        fill_months(counts, read.roles, profile);
    }
}

Profile finish_here(const std::vector<ProfileSink*>& sinks, const RowsRead& read, const ProfileSpec& spec) {
    const MergedCounts counts = merge_counts(sinks, memory_of(spec) / kMemoryShares);
    std::vector<ValueEvidence> evidence = gather_evidence(counts, read.roles);
    const std::vector<DecimalMark> marks = settle_marks(evidence, read);

    Profile profile;
    profile.files = read.files;
    profile.dates = read.dates;
    for (const InputFile& file : profile.files) {
        profile.rows += file.rows;
    }
    fill_rows(counts, read, profile);
    profile.findings = find_oddities(counts, read);
    profile.alerts = find_currency_alerts(evidence, read, counts.tallies);

    std::vector<ColumnSummary> columns(evidence.size());
    const std::size_t memory = memory_of(spec) / kMemoryShares /
                               std::clamp<std::size_t>(columns.size(), 1, threads_of(spec));  // as many at a time
    loops::parallel_for(std::size_t{0}, columns.size(), [&](std::size_t i) {
        columns[i] = summarise_column(counts.columns[i].values, std::move(evidence[i]),
                                      {.role = read.roles.columns[i].role,
                                       .mark = marks[i],
                                       .date_format = read.dates.format,
                                       .memory_bytes = memory,
                                       .spill_folder = spec.spill_folder});
        columns[i].profile.name = read.roles.columns[i].column;
        columns[i].profile.missing += counts.columns[i].missing;
    });
    if (read.roles.find(Role::date)) {
        const auto days = find_day_alerts(counts.tallies.days);
        profile.alerts.insert(profile.alerts.end(), days.begin(), days.end());
    }
    const auto alerts = find_column_alerts(columns, counts);
    profile.alerts.insert(profile.alerts.end(), alerts.begin(), alerts.end());
    if (const auto order = read.roles.find(Role::order)) {
        profile.orders = columns[*order].profile.distinct;
    }
    for (ColumnSummary& column : columns) {
        profile.columns.push_back(std::move(column.profile));
    }
    return profile;
}

}  // namespace

ProfileLayout lay_out_profile(const RoleMap& roles, const ProfileSpec& spec) {
    return {.columns = roles.columns.size(),
            .order = roles.find(Role::order),
            .memory_bytes = memory_of(spec) / kMemoryShares * kSinkShares / threads_of(spec),
            .spill_folder = spec.spill_folder,
            .days = {.period = spec.period, .as_of = spec.as_of}};
}

Profile finish_profile(const std::vector<ProfileSink*>& sinks, const RowsRead& read, const ProfileSpec& spec) {
    const auto finish = [&] { return finish_here(sinks, read, spec); };
    return spec.threads > 0 ? tbb::task_arena(spec.threads).execute(finish) : finish();
}

}  // namespace rfmeans::ingest
