// Rows of plain spelling by column: what most rows of most files are, for sinks that want nothing else of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/equal_texts.hpp"
#include "ingest/simd_numbers.hpp"
#include "rfmeans/packed_entry.hpp"

namespace rfmeans::ingest {

/// Ids of customers or orders.
struct IdColumn {
    static constexpr std::int64_t kMissing = -1, kText = -2;

    NumberColumn read;                    ///< values: of plain ids (read_plain_id), kMissing or kText
    std::vector<std::string_view> texts;  ///< [rows] where the value is kText
    bool has_texts = false;               ///< there are such rows

    [[nodiscard]] PackedId id(std::size_t row) const {
        const std::int64_t value = read.values[row];
        return value >= 0 ? PackedId{IdKind::number, value, {}}
                          : (value == kMissing ? PackedId{} : PackedId{IdKind::text, 0, texts[row]});
    }
    /// Whether rows with the same value have the same id.
    [[nodiscard]] bool same_text(std::size_t a, std::size_t b) const {
        return read.values[a] != kText || equal_texts(texts[a], texts[b]);
    }
};

/// [rows] each. All texts are views into the chunk.
struct RowColumns {
    /// So many amounts add up in int64.
    static constexpr std::size_t kMostRows = 900;

    std::size_t rows = 0;
    std::int64_t line = 0;  ///< of the first row, as in RowPlace; one line a row
    IdColumn customers, orders;
    ValueColumn times, flags;
    ValueColumn amounts, scales;           ///< amounts as the numbers are written, trailing zeros counted; 0 to 10^16
    ValueRange amount_range, scale_range;  ///< of all rows, those left out too, whose values mean nothing
    RowBits changes;  ///< rows whose ids, time, flags or scale differ from the row before; texts are not compared
    std::vector<std::string_view> fields;  ///< [rows x RowsPlan::columns] unquoted, trimmed
};

/// Some of them, next to each other.
struct ColumnBatch {
    std::size_t file = 0, chunk = 0;
    const RowColumns& rows;
    std::size_t from = 0, to = 0;
};

}  // namespace rfmeans::ingest
