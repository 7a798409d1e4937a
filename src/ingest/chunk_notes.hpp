// What is noted of a chunk beside its rows, to be added up over all chunks in their order.
#pragma once

#include <cstdint>
#include <vector>

#include "ingest/currencies.hpp"
#include "ingest/date_tally.hpp"
#include "ingest/encoding.hpp"
#include "ingest/number_marks.hpp"
#include "ingest/reject_log.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::ingest {

struct ChunkNotes {
    std::size_t file = 0, chunk = 0;
    std::int64_t lines = 0;
    std::int64_t rows = 0, blank_rows = 0;
    bool quotes = false;
    bool foreign = false;  ///< bytes that are no UTF-8
    TextCounts text;
    DateTally dates;
    std::vector<MarkUsage> marks;  ///< of number_fields()
    CurrencyCounts currencies;
    std::vector<RejectedRow> rejects;  ///< lines count from 1 at the start of the chunk; until they are logged
    LoggedRejects logged;
};

}  // namespace rfmeans::ingest
