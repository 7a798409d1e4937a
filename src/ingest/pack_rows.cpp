#include "ingest/pack_rows.hpp"

#include <fmt/format.h>

#include <tbb/task_arena.h>
#include <limits>

#include "ingest/attributes.hpp"
#include "ingest/distinct_texts.hpp"
#include "ingest/packed_partitions.hpp"
#include "ingest/profile/finish_profile.hpp"
#include "ingest/tee_sink.hpp"

namespace rfmeans::ingest {
namespace {

PackFacts gather_facts(const std::vector<std::unique_ptr<RowPacker>>& packers, std::size_t attributes) {
    PackFacts facts(attributes);
    for (const auto& packer : packers) {
        facts.merge(packer->facts());
    }
    return facts;
}

/// What the threads made of the rows.
struct Taken {
    std::vector<std::unique_ptr<RowPacker>> packers;
    std::vector<std::unique_ptr<ProfileSink>> profiles;
};

Taken take_apart(const std::vector<std::unique_ptr<RowSink>>& sinks) {
    Taken taken;
    for (const auto& sink : sinks) {
        auto& tee = static_cast<TeeSink&>(*sink);
        taken.packers.push_back(tee.take_packer());
        taken.profiles.push_back(tee.take_profile());
    }
    return taken;
}

Profile profile_of(const std::vector<std::unique_ptr<ProfileSink>>& profiles, const RowsRead& rows,
                   const ProfileSpec& spec) {
    std::vector<ProfileSink*> sinks;
    for (const auto& profile : profiles) {
        sinks.push_back(profile.get());
    }
    return finish_profile(sinks, rows, spec);
}

void warn_of_all_currencies(const PackFacts& facts, const CurrencyCounts& beside_amounts,
                            const std::vector<std::string>& columns, std::vector<std::string>& warnings) {
    const auto warn = [&](const CurrencyCounts& counts, const std::string& where) {
        if (auto warning = warn_of_currencies(counts, where)) {
            warnings.push_back(std::move(*warning));
        }
    };
    warn(beside_amounts, "the amounts are in");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (const auto counts = facts.values[i].currencies()) {
            warn(*counts, fmt::format("column '{}' names", columns[i]));
        }
    }
}

// The attributes that stay; the others lose their role.
std::vector<PackedAttribute> settle_attributes(const PackFacts& facts, const std::vector<std::string>& columns,
                                               CommaNumbers commas, RoleMap& roles) {
    std::vector<std::string> useless;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::size_t original = facts.copies.original_of(i);
        useless.push_back(explain_uselessness(
            {.has_values = facts.values[i].has_values(), .copy_of = original == i ? "" : columns[original]}));
    }
    std::vector<PackedAttribute> attributes;
    for (const std::size_t i : give_up_useless(roles, useless)) {
        const ValueFacts& values = facts.values[i];
        const bool points = values.are_numbers(CommaNumbers::refused);
        const bool decimal_comma = !points && commas == CommaNumbers::read && values.are_numbers(CommaNumbers::read);
        attributes.push_back({columns[i], i, points || decimal_comma, decimal_comma});
    }
    return attributes;
}

/// The columns that the batches have, and which of them are the attributes.
struct BatchColumns {
    std::vector<std::string> all, attributes;
    std::vector<std::size_t> places;  // [attributes] in `all`
};

BatchColumns choose_columns(const RoleMap& roles, const PackSpec& spec) {
    BatchColumns columns;
    for (const ColumnRole& column : roles.columns) {
        if (is_kept(column.role)) {
            columns.attributes.push_back(column.column);
            columns.places.push_back(columns.all.size());
        }
        if (is_kept(column.role) || spec.profile) {
            columns.all.push_back(column.column);
        }
    }
    return columns;
}

std::unique_ptr<PackPlan> plan_packing(const RowsPlan& rows, std::size_t attributes, const PackSpec& spec) {
    // Half of the memory for the packed rows, the other half for the profile, and then the tables made of them.
    // NOLINTNEXTLINE(modernize-make-unique): an aggregate that cannot be moved
    return std::unique_ptr<PackPlan>(
        new PackPlan{.attributes = attributes,
                     .has_amounts = rows.roles.find(Role::total) || rows.roles.find(Role::price),
                     .guests = spec.guests,
                     .threads = rows.threads > 0 ? rows.threads : tbb::this_task_arena::max_concurrency(),
                     .memory = {.limit = spec.memory_bytes == 0 ? 0 : std::max<std::int64_t>(spec.memory_bytes / 2, 1)},
                     .file = SpillFile(spec.spill_folder)});
}

}  // namespace

PackedRows pack_rows_with(const ReadRows& read, const std::vector<std::string>& files, const IngestSpec& ingest,
                          const PackSpec& spec) {
    check_max_rejects(ingest);
    SniffedFiles sniffed = sniff_files(files, ingest, NeededRoles::customer_and_date);
    refuse_customers(sniffed.roles, files);
    const CommaNumbers commas = comma_numbers(sniffed.heads);
    auto told = teller(sniffed, ingest);
    sniffed.heads.clear();
    const auto [all_columns, columns, places] = choose_columns(sniffed.roles, spec);
    const RowsPlan plan{.files = files,
                        .roles = std::move(sniffed.roles),
                        .columns = all_columns,
                        .earlier = ingest.earlier,
                        .dates_found = ingest.date_format_found,
                        .dates_given = ingest.date_format.has_value(),
                        .date_rejects = ingest.max_rejects,
                        .max_rejects = ingest.max_rejects,
                        .threads = spec.threads,
                        .reject_bytes = share_for_rejects(spec.memory_bytes),
                        .spill_folder = spec.spill_folder,
                        .told = std::move(told)};
    auto packing = plan_packing(plan, columns.size(), spec);
    RowsRead rows = read(plan, [&] {
        return std::make_unique<TeeSink>(
            std::make_unique<RowPacker>(*packing),
            spec.profile ? std::make_unique<ProfileSink>(lay_out_profile(plan.roles, *spec.profile)) : nullptr, places);
    });
    Taken taken = take_apart(rows.sinks);
    const PackFacts facts = gather_facts(taken.packers, columns.size());
    if (facts.rows == 0) {
        refuse_no_rows(rows.rejects);
    }
    facts.amounts.check([&](const RowPlace& place) {
        return fmt::format("line {} of '{}'", rows.line_of(place), rows.files[place.file].path);
    });

    PackedRows packed;
    if (spec.profile) {
        packed.profile = profile_of(taken.profiles, rows, *spec.profile);
        taken.profiles.clear();
    }
    packed.has_orders = rows.roles.find(Role::order).has_value();
    packed.has_amounts = packing->has_amounts;
    packed.numeric_ids = facts.numeric_ids;
    packed.first_time = facts.first_time;
    packed.cancellations = facts.orders.have_cancellations() ? Cancellations::marked : Cancellations::none;
    packed.values_per_entry = columns.size();
    packed.attributes = settle_attributes(facts, columns, commas, rows.roles);
    Transactions& known = packed.facts;
    known.decimals = facts.amounts.decimals();
    if (packed.has_amounts) {
        warn_of_all_currencies(facts, rows.currencies, columns, known.warnings);
    } else if (auto warning = rows.roles.warn_of_missing_price()) {
        known.warnings.push_back(std::move(*warning));
    }
    known.files = std::move(rows.files);
    known.rejects = std::move(rows.rejects);
    known.dates = std::move(rows.dates);
    known.amount_source = rows.roles.amount_source();
    known.filters = rows.roles.filters;
    known.roles = std::move(rows.roles.columns);
    packed.store = keep_packed(std::move(packing), std::move(taken.packers));
    return packed;
}

}  // namespace rfmeans::ingest

namespace rfmeans {

PackedRows pack_rows(const std::vector<std::string>& files, const IngestSpec& ingest, const PackSpec& spec) {
    return ingest::pack_rows_with(ingest::read_rows, files, ingest, spec);
}

double read_attribute_number(std::string_view text, const PackedAttribute& attribute) {
    const auto number = ingest::read_double(
        std::string(text), attribute.decimal_comma ? ingest::CommaNumbers::read : ingest::CommaNumbers::refused);
    return number.value_or(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace rfmeans
