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
    void put();
    void note_attributes();
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
