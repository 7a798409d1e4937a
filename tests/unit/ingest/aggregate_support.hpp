// Tables of packed rows beside tables of transactions in memory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rfmeans/ingest.hpp"
#include "rfmeans/rfm.hpp"
#include "unit/ingest/plain_driver.hpp"

namespace rfmeans::test {

using Files = std::vector<std::string>;

/// How rows are packed.
struct Way {
    DriverSpec driver;
    std::int64_t memory_bytes = 0;
    std::size_t chunk_bytes = 0;  ///< of read_rows; 0: rows come from the plain driver
};

/// Several sinks, memories and chunks.
[[nodiscard]] std::vector<Way> all_ways();

/// Where all of them took too long.
[[nodiscard]] std::vector<Way> few_ways();

/// Every definition of a measure beside those of the others; under the sanitizers some of them.
[[nodiscard]] std::vector<RfmSpec> all_specs();

/// The table, or the message of the error.
struct Outcome {
    std::optional<RfmTable> table;
    Transactions facts;
    std::string error;
};

[[nodiscard]] Outcome by_transactions(const Transactions& transactions, const RfmSpec& spec);
[[nodiscard]] Outcome by_packing(const Files& files, const RfmSpec& spec, const Way& way, const std::string& spill,
                                 const IngestSpec& ingest = {});

void expect_same_outcome(const Outcome& packed, const Outcome& plain);

/// Packed in all these ways, the files give the tables of their transactions, bit for bit, and their facts.
void expect_tables_of(const Transactions& transactions, const Files& files, const std::vector<RfmSpec>& specs,
                      const std::vector<Way>& ways, const IngestSpec& ingest = {});
void expect_same_tables(const Files& files, const std::vector<RfmSpec>& specs, const std::vector<Way>& ways,
                        const IngestSpec& ingest = {});

}  // namespace rfmeans::test
