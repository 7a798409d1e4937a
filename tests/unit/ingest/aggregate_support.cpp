#include "unit/ingest/aggregate_support.hpp"

#include <gtest/gtest.h>

#include "ingest/pack_rows.hpp"
#include "rfmeans/aggregate.hpp"
#include "support/same_tables.hpp"
#include "support/sanitizers.hpp"
#include "unit/ingest/ingest_support.hpp"

namespace rfmeans::test {
namespace {

ingest::RowsRead read_by(const Way& way, ingest::RowsPlan plan, const ingest::MakeSink& make_sink) {
    if (way.chunk_bytes == 0) {
        return drive_rows(way.driver, plan, make_sink);
    }
    plan.chunk_bytes = way.chunk_bytes;
    return ingest::read_rows(plan, make_sink);
}

}  // namespace

std::vector<Way> all_ways() {
    std::vector<Way> ways = {{{.batch_rows = 1000, .sinks = 1}, 0},
                             {{.batch_rows = 1, .sinks = 3, .seed = 1}, 0},
                             {{.batch_rows = 7, .sinks = 2, .seed = 2}, 0},
                             {{.batch_rows = 1000, .sinks = 2}, 1024},
                             {{.batch_rows = 7, .sinks = 3, .seed = 3}, 65'536},
                             {{.sinks = 1}, 0, std::size_t{1} << 20},
                             {{.sinks = 3}, 1024, 1000}};
    if (kThreadSanitizer) {  // one thread has no races
        std::erase_if(ways, [](const Way& way) { return way.driver.sinks == 1; });
    }
    return ways;
}

std::vector<Way> few_ways() {
    std::vector<Way> ways = all_ways();
    std::erase_if(ways, [](const Way& way) { return way.driver.sinks < 3; });
    return ways;
}

std::vector<RfmSpec> all_specs() {
    std::vector<RfmSpec> specs;
    for (const std::optional<Day> as_of : {std::optional<Day>{}, std::optional<Day>{parse_day("2020-03-01", "test")}}) {
        for (const FrequencyRule frequency : {FrequencyRule::automatic, FrequencyRule::orders, FrequencyRule::rows,
                                              FrequencyRule::timestamps, FrequencyRule::days}) {
            for (const ReturnsRule returns : {ReturnsRule::drop, ReturnsRule::net, ReturnsRule::keep}) {
                for (const GuestsRule guests : {GuestsRule::drop, GuestsRule::one, GuestsRule::order}) {
                    for (const FreeRule free_rows : {FreeRule::drop, FreeRule::keep}) {
                        // Which monetary rule only matters at the end: one of both is enough beside the others.
                        const bool mean = specs.size() % 2 == 1;
                        specs.push_back({as_of, frequency, mean ? MonetaryRule::mean : MonetaryRule::sum, returns,
                                         guests, free_rows});
                    }
                }
            }
        }
    }
    std::vector<RfmSpec> chosen;
    for (std::size_t i = 0; i < specs.size(); i += kAnySanitizer ? 7 : 1) {  // coprime to the choices of a rule
        chosen.push_back(specs[i]);
    }
    return chosen;
}

Outcome by_transactions(const Transactions& transactions, const RfmSpec& spec) {
    Outcome outcome;
    try {
        outcome.table = build_rfm(transactions, spec);
    } catch (const Error& error) {
        outcome.error = error.what();
    }
    return outcome;
}

Outcome by_packing(const Files& files, const RfmSpec& spec, const Way& way, const std::string& folder,
                   const IngestSpec& ingest) {
    Outcome outcome;
    try {
        PackedRows packed = ingest::pack_rows_with(
            [&](const auto& plan, const auto& make_sink) { return read_by(way, plan, make_sink); }, files, ingest,
            {.threads = static_cast<int>(way.driver.sinks),
             .memory_bytes = way.memory_bytes,
             .spill_folder = folder,
             .guests = spec.guests == GuestsRule::one ? GuestRows::together : GuestRows::by_order});
        outcome.table = build_rfm_of(packed, spec, way.memory_bytes);
        outcome.facts = std::move(packed.facts);
    } catch (const Error& error) {
        outcome.error = error.what();
    }
    return outcome;
}

void expect_same_outcome(const Outcome& packed, const Outcome& plain) {
    EXPECT_EQ(packed.error, plain.error);
    ASSERT_EQ(packed.table.has_value(), plain.table.has_value());
    if (plain.table) {
        expect_same_rfm(*packed.table, *plain.table);
    }
}

void expect_tables_of(const Transactions& transactions, const Files& files, const std::vector<RfmSpec>& specs,
                      const std::vector<Way>& ways, const IngestSpec& ingest) {
    const TemporaryFolder spill;
    for (const RfmSpec& spec : specs) {
        const Outcome plain = by_transactions(transactions, spec);
        for (std::size_t way = 0; way < ways.size(); ++way) {
            const std::size_t number = static_cast<std::size_t>(&spec - specs.data());
            SCOPED_TRACE("spec " + std::to_string(number) + ", way " + std::to_string(way));
            const Outcome packed = by_packing(files, spec, ways[way], spill.path().string(), ingest);
            expect_same_outcome(packed, plain);
            if (packed.error.empty()) {
                ASSERT_EQ(packed.facts.roles.size(), transactions.roles.size());
                for (std::size_t i = 0; i < transactions.roles.size(); ++i) {
                    EXPECT_EQ(packed.facts.roles[i].role, transactions.roles[i].role);
                    EXPECT_EQ(packed.facts.roles[i].reason, transactions.roles[i].reason);
                }
                EXPECT_EQ(packed.facts.warnings, transactions.warnings);
                EXPECT_EQ(packed.facts.amount_source, transactions.amount_source);
            }
            if (::testing::Test::HasFailure()) {
                return;
            }
        }
    }
    EXPECT_TRUE(names_in(spill.path()).empty());
}

void expect_same_tables(const Files& files, const std::vector<RfmSpec>& specs, const std::vector<Way>& ways,
                        const IngestSpec& ingest) {
    expect_tables_of(read_transactions(files, ingest), files, specs, ways, ingest);
}

}  // namespace rfmeans::test
