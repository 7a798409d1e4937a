// The sink that packs the rows of one thread by customer.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "ingest/amount_range.hpp"
#include "ingest/attribute_facts.hpp"
#include "ingest/order_ids.hpp"
#include "ingest/packed_buffer.hpp"
#include "ingest/text_codes.hpp"
#include "rfmeans/packed_rows.hpp"

namespace rfmeans::ingest {

struct RowColumns;

/// Many enough that the tables of one partition stay in the cache, few enough that their ends do.
inline constexpr unsigned kPartitionBits = 8;
inline constexpr std::size_t kPartitions = std::size_t{1} << kPartitionBits;

/// What the packers of all threads share. Must outlive them.
struct PackPlan {
    std::size_t attributes = 0;
    bool has_amounts = false;
    GuestRows guests = GuestRows::together;
    int threads = 1;
    PackMemory memory;
    SpillFile file;
};

/// What all rows of a thread say.
struct PackFacts {
    explicit PackFacts(std::size_t attributes) : values(attributes), copies(attributes) {}
    void merge(const PackFacts& other);

    std::int64_t rows = 0;
    std::int64_t first_time = std::numeric_limits<std::int64_t>::max();
    bool numeric_ids = true;
    OrderRows orders;
    AmountRange amounts;
    std::vector<ValueFacts> values;  ///< [attributes]
    CopyFacts copies;
};

class RowPacker final : public RowSink {
public:
    explicit RowPacker(PackPlan& plan);

    void take(const RowBatch& batch) override { pack(batch, batch.fields); }
    [[nodiscard]] bool takes_columns() const override { return true; }
    void take_columns(const ColumnBatch& batch) override;
    /// `fields` [rows x attributes] instead of those of the batch.
    void pack(const RowBatch& batch, std::span<const std::string_view> fields);

    [[nodiscard]] PackFacts facts() const;
    [[nodiscard]] std::vector<PackedBuffer>& buffers() { return buffers_; }  ///< [kPartitions]
    [[nodiscard]] const std::vector<TextCodes>& codes() const { return codes_; }

private:
    /// Rows that agree, on their way into one entry. Views into the batch.
    struct Pending {
        const ParsedRow* row = nullptr;
        const std::string_view* texts = nullptr;
        Decimal amount;
        std::int64_t rows = 0;
    };

    [[nodiscard]] bool agrees(const BatchRow& row, const std::string_view* texts) const;
    [[nodiscard]] bool joins(const BatchRow& row, const std::string_view* texts);
    void note_amounts(const ColumnBatch& batch);
    [[nodiscard]] std::size_t next_text(const RowColumns& rows, std::size_t first, std::size_t next) const;
    /// Guests without an order may be customers of their own.
    [[nodiscard]] bool is_own_customer(bool guest, bool without_order) const {
        return guest && without_order && plan_.guests == GuestRows::by_order;
    }
    void note_place(const RowPlace& first, const RowPlace& last);
    void put_pending();
    void put(PackedEntry& entry, const std::string_view* texts);
    void note_attributes(const std::string_view* texts, std::int64_t rows);
    [[nodiscard]] std::size_t partition_of(const PackedEntry& entry) const;
    void spill_if_full();

    PackPlan& plan_;
    PackFacts facts_;
    std::vector<PackCursor> cursors_ = std::vector<PackCursor>(kPartitions);  // of the buffers
    std::vector<PackedBuffer> buffers_;
    std::vector<TextCodes> codes_;
    AmountRange amounts_;  // of batches in the order of their places, up to `behind_`; of earlier ones in facts_
    RowPlace behind_;
    Pending pending_;
    std::vector<PackedText> values_;  // of the entry that is put
};

}  // namespace rfmeans::ingest
