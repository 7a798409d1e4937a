// Rows → what the profile counts of them, for one thread.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ingest/profile/row_tallies.hpp"
#include "ingest/profile/value_counter.hpp"
#include "ingest/row_batch.hpp"

namespace rfmeans::ingest {

struct ProfileLayout {
    std::size_t columns = 0;           ///< of RowsPlan::columns
    std::optional<std::size_t> order;  ///< which of them is the order
    std::size_t memory_bytes = 0;      ///< of one sink, for what it counts; beyond that it spills
    std::string spill_folder;
    UsedDays days = {};
};

/// What is counted of one column. Signatures of two columns are equal where their texts are the same in every row
/// (else with a chance of 2^-126): the sum of each text's hash times an odd number of its row, modulo 2^64, twice.
struct ColumnTally {
    ValueCounter values;
    std::int64_t missing = 0;
    Hash128 signature;
};

class ProfileSink final : public RowSink {
public:
    explicit ProfileSink(const ProfileLayout& layout);

    void take(const RowBatch& batch) override;

    std::vector<ColumnTally> columns;  ///< [ProfileLayout::columns]
    ValueCounter rows;                 ///< rows by the hash of all their fields; the text is write_amount
    ValueCounter order_months;         ///< orders by month; the text is write_month
    RowTallies tallies;                ///< of rows that could be read

private:
    static constexpr std::size_t kSlice = 256;  // rows whose fields and hashes stay in the nearest cache

    struct Entry {
        Hash128 key;
        std::string_view text;
        std::int64_t count = 0;
    };

    void take_slice(const RowBatch& batch, std::size_t first, std::size_t size);
    void hash_column(const RowBatch& batch, std::size_t first, std::size_t size, std::size_t column);
    void join_hashes(std::size_t size, std::size_t column);
    void count_rows(std::span<const BatchRow> slice);
    void count_orders(std::span<const BatchRow> slice);
    void count(ValueCounter& counter);
    void make_room(const ValueCounter& counter, std::size_t text_bytes);

    ProfileLayout layout_;
    std::shared_ptr<SpillFile> file_ = std::make_shared<SpillFile>(layout_.spill_folder);
    std::vector<ValueCounter*> counters_;  // all of them
    std::size_t used_ = 0;                 // memory of all of them

    // Of the slice at hand:
    std::array<Hash128, kSlice> hashes_, row_hashes_, order_hashes_;
    std::array<std::uint64_t, kSlice> places_{};  // an odd number for each row
    std::vector<Entry> entries_;
    std::string texts_;
};

/// What the profile keeps beside the hash of a row: its amount; empty text: it could not be read.
void write_amount(const BatchRow& row, std::string& text);
[[nodiscard]] std::optional<Decimal> read_amount(std::string_view text);

/// Months since the year 0 as 4 bytes.
[[nodiscard]] std::int32_t read_month(std::string_view text);

}  // namespace rfmeans::ingest
