// A plain reader of rows for the tests of sinks: batches of any size, in any order, to any number of sinks.
#pragma once

#include <cstdint>
#include <vector>

#include "ingest/read_rows.hpp"

namespace rfmeans::test {

struct DriverSpec {
    std::size_t batch_rows = 1000;
    std::size_t sinks = 1;
    std::uint64_t seed = 0;  ///< of the order of the batches and their sinks; 0: as they come, in turn
};

[[nodiscard]] ingest::RowsRead drive_rows(const DriverSpec& spec, const ingest::RowsPlan& plan,
                                          const ingest::MakeSink& make_sink);

}  // namespace rfmeans::test
