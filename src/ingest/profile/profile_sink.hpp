// Rows → what the profile counts of them, for one thread.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ingest/profile/key_log.hpp"
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
    bool runs = true;  ///< of the last rows many had the value of the row before
};

class ProfileSink final : public RowSink {
public:
    explicit ProfileSink(const ProfileLayout& layout);

    void take(const RowBatch& batch) override;

    std::vector<ColumnTally> columns;  ///< [ProfileLayout::columns]
    KeyLog rows;                       ///< rows by the hash of all their fields; the text is write_amount
    KeyLog order_months;               ///< orders by month, seldom twice; the text is write_month
    RowTallies tallies;                ///< of rows that could be read

private:
    static constexpr std::size_t kSlice = 256;  // rows whose fields and hashes stay in the nearest cache

    struct Entry {
        Hash128 key;
        std::string_view text;
        std::int64_t count = 0;
    };
    /// The halves of a hash a row, apart, so that sums over the rows are sums of vectors.
    struct Hashes {
        std::array<std::uint64_t, kSlice> high, low;
    };

    ProfileSink(const ProfileLayout& layout, std::shared_ptr<SpillFile> file);

    void take_slice(const RowBatch& batch, std::size_t first, std::size_t size);
    void hash_column(const RowBatch& batch, std::size_t first, std::size_t size, std::size_t column);
    void join_hashes(std::size_t size, std::size_t column);
    void count_values(ValueCounter& counter);
    void log_rows(std::span<const BatchRow> slice);
    void log_orders(std::span<const BatchRow> slice);
    [[nodiscard]] std::size_t used() const { return counted_ + rows.bytes_soon() + order_months.bytes_soon(); }
    void make_room(const ValueCounter& counter);
    void keep_within_memory();
    [[nodiscard]] bool spill_largest();

    ProfileLayout layout_;
    std::shared_ptr<SpillFile> file_;
    std::size_t counted_ = 0;  // memory of the counters of all columns

    // Of the slice at hand:
    Hashes hashes_{}, row_hashes_{}, order_hashes_{};
    std::array<std::uint64_t, kSlice> places_{};  // an odd number for each row
    std::array<Entry, kSlice> entries_;
    std::size_t entry_count_ = 0;
};

}  // namespace rfmeans::ingest
