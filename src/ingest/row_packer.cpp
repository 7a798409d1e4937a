#include "ingest/row_packer.hpp"

#include <algorithm>
#include <utility>

#include "ingest/entry_writer.hpp"
#include "ingest/equal_texts.hpp"
#include "ingest/plain_id.hpp"
#include "ingest/plain_values.hpp"
#include "ingest/row_columns.hpp"
#include "rfmeans/hash.hpp"
#include "rfmeans/powers_of_ten.hpp"

namespace rfmeans::ingest {
namespace {

// The exact sum, while int64 holds it at the finer of both scales.
bool add(Decimal& sum, const Decimal& amount) {
    if (amount.scale == sum.scale) {
        std::int64_t total = 0;
        if (__builtin_add_overflow(sum.mantissa, amount.mantissa, &total)) {
            return false;  // the built-in stores the wrapped sum, so not into `sum`
        }
        sum.mantissa = total;
        return true;
    }
    const int scale = std::max(sum.scale, amount.scale);
    std::int64_t a = 0, b = 0;
    if (__builtin_mul_overflow(sum.mantissa, kPowersOfTen[static_cast<std::size_t>(scale - sum.scale)], &a) ||
        __builtin_mul_overflow(amount.mantissa, kPowersOfTen[static_cast<std::size_t>(scale - amount.scale)], &b) ||
        __builtin_add_overflow(a, b, &a)) {
        return false;
    }
    sum = {a, scale};
    return true;
}

PackedId pack_id(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    const auto number = read_plain_id(text);
    return number ? PackedId{IdKind::number, *number, {}} : PackedId{IdKind::text, 0, text};
}

}  // namespace

void PackFacts::merge(const PackFacts& other) {
    rows += other.rows;
    first_time = std::min(first_time, other.first_time);
    numeric_ids = numeric_ids && other.numeric_ids;
    orders.all += other.orders.all;
    orders.plain += other.orders.plain;
    amounts.merge(other.amounts);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i].merge(other.values[i]);
    }
    copies.merge(other.copies);
}

RowPacker::RowPacker(PackPlan& plan)
    : plan_(plan), facts_(plan.attributes), codes_(plan.attributes), values_(plan.attributes) {
    buffers_.reserve(kPartitions);
    for (std::size_t i = 0; i < kPartitions; ++i) {
        buffers_.emplace_back(plan.memory, cursors_[i]);
    }
}

// Whether the row has the customer, order, time and attributes of the pending one.
inline bool RowPacker::agrees(const BatchRow& row, const std::string_view* texts) const {
    const ParsedRow& first = *pending_.row;
    const ParsedRow& values = row.values;
    if (row.repeats) {
        return true;
    }
    if (values.time != first.time || !equal_texts(values.order, first.order) ||
        !equal_texts(values.customer, first.customer)) {
        return false;
    }
    for (std::size_t i = 0; i < plan_.attributes; ++i) {
        if (!equal_texts(texts[i], pending_.texts[i])) {
            return false;
        }
    }
    return true;
}

inline bool RowPacker::joins(const BatchRow& row, const std::string_view* texts) {
    const ParsedRow& values = row.values;
    if (pending_.row == nullptr || values.flags != pending_.row->flags || !agrees(row, texts)) {
        return false;
    }
    if (is_own_customer(values.customer.empty(), values.order.empty()) || !add(pending_.amount, values.amount)) {
        return false;
    }
    ++pending_.rows;
    return true;
}

// Of guests who are customers of their own, any partition will do.
inline std::size_t RowPacker::partition_of(const PackedEntry& entry) const {
    constexpr unsigned kUnusedBits = 64 - kPartitionBits;
    if (entry.customer.kind != IdKind::none) {
        return hash_id(entry.customer) >> kUnusedBits;
    }
    if (plan_.guests == GuestRows::together) {
        return 0;
    }
    const std::uint64_t hash = entry.order.kind != IdKind::none ? hash_id(entry.order)
                                                                : mix_hash(static_cast<std::uint64_t>(entry.time),
                                                                           static_cast<std::uint64_t>(entry.amount));
    return hash >> kUnusedBits;
}

[[gnu::always_inline]] inline void RowPacker::put(PackedEntry& entry, const std::string_view* texts) {
    facts_.first_time = std::min(facts_.first_time, entry.time);
    facts_.numeric_ids = facts_.numeric_ids && entry.customer.kind != IdKind::text;
    if (entry.order.kind != IdKind::none) {
        const bool plain = entry.order.kind == IdKind::number || is_all_digits(entry.order.text);
        facts_.orders.all += entry.rows;
        facts_.orders.plain += plain ? entry.rows : 0;
        if (!plain && looks_cancelled(entry.order.text)) {
            entry.flags = static_cast<std::uint8_t>(entry.flags | packed::kCancelled);
        }
    }
    if (plan_.attributes > 0) {
        note_attributes(texts, entry.rows);
    }
    const std::size_t partition = partition_of(entry), bytes = most_entry_bytes(entry, values_);
    PackCursor& cursor = cursors_[partition];
    const bool grows = !cursor.has_room(bytes);
    if (grows) {
        buffers_[partition].add_block(bytes);
    }
    cursor.at = write_entry(entry, values_, cursor.at);
    __builtin_prefetch(cursor.at + 64, 1);
    if (grows) {
        spill_if_full();
    }
}

// Amounts are noted in the order of their rows: what comes from before the last ones begins anew.
void RowPacker::note_place(const RowPlace& first, const RowPlace& last) {
    if (first < behind_) {
        facts_.amounts.merge(std::exchange(amounts_, {}));
    }
    behind_ = last;
}

void RowPacker::pack(const RowBatch& batch, std::span<const std::string_view> fields) {
    const std::string_view* texts = fields.data();
    note_place({batch.file, batch.chunk, batch.rows.front().line}, {batch.file, batch.chunk, batch.rows.back().line});
    for (const BatchRow& row : batch.rows) {
        if (row.read) {
            ++facts_.rows;
            if (plan_.has_amounts) {
                amounts_.note(row.values.amount, {batch.file, batch.chunk, row.line});
            }
            if (!joins(row, texts)) {
                if (pending_.row != nullptr) {
                    put_pending();
                }
                pending_ = {&row.values, texts, row.values.amount, 1};
            }
        }
        texts += plan_.attributes;
    }
    if (pending_.row != nullptr) {
        put_pending();
    }
}

// Rows next to each other that agree become one entry. No sum overflows: kMostRows amounts below 10^16.
void RowPacker::take_columns(const ColumnBatch& batch) {
    const RowColumns& rows = batch.rows;
    note_amounts(batch);
    facts_.rows += static_cast<std::int64_t>(batch.to - batch.from);
    const bool has_texts = plan_.attributes > 0 || rows.customers.has_texts || rows.orders.has_texts;
    for (std::size_t first = batch.from, next = first; first < batch.to; first = next) {
        next = rows.changes.next(first + 1, batch.to);
        if (has_texts || plan_.guests == GuestRows::by_order) {
            next = next_text(rows, first, next);
        }
        const int scale = static_cast<int>(rows.scales[first]);
        Decimal sum{rows.amounts[first], scale};
        for (std::size_t row = first + 1; row < next; ++row) {
            sum.mantissa += rows.amounts[row];
        }
        if (scale > amounts_.decimals()) {
            sum = drop_zeros(sum.mantissa, scale);
        }
        PackedEntry entry{.customer = rows.customers.id(first),
                          .order = rows.orders.id(first),
                          .time = rows.times[first],
                          .amount = sum.mantissa,
                          .scale = sum.scale,
                          .flags = static_cast<std::uint8_t>(rows.flags[first]),
                          .rows = static_cast<std::int64_t>(next - first)};
        put(entry, rows.fields.data() + first * plan_.attributes);
    }
}

// Mostly the least and the largest amount of the window say nothing new, so that no other does.
void RowPacker::note_amounts(const ColumnBatch& batch) {
    const RowColumns& rows = batch.rows;
    const auto place_of = [&](std::size_t row) {
        return RowPlace{batch.file, batch.chunk, rows.line + static_cast<std::int64_t>(row)};
    };
    note_place(place_of(batch.from), place_of(batch.to - 1));
    const int scale = static_cast<int>(rows.scale_range.most);
    if (rows.scale_range.least == rows.scale_range.most && !amounts_.is_news({rows.amount_range.least, scale}) &&
        !amounts_.is_news({rows.amount_range.most, scale})) {
        return;
    }
    for (std::size_t row = batch.from; row < batch.to; ++row) {
        amounts_.note_written({rows.amounts[row], static_cast<int>(rows.scales[row])}, place_of(row));
    }
}

// The first row behind `first`, before `next`, whose texts are others; else `next`.
std::size_t RowPacker::next_text(const RowColumns& rows, std::size_t first, std::size_t next) const {
    const std::size_t attributes = plan_.attributes;
    const std::string_view* const texts = rows.fields.data() + first * attributes;
    const bool alone = is_own_customer(rows.customers.read.values[first] == IdColumn::kMissing,
                                       rows.orders.read.values[first] == IdColumn::kMissing);
    for (std::size_t row = first + 1; row < next; ++row) {
        if (alone || !rows.customers.same_text(first, row) || !rows.orders.same_text(first, row) ||
            !std::equal(texts, texts + attributes, rows.fields.data() + row * attributes, equal_texts)) {
            return row;
        }
    }
    return next;
}

PackFacts RowPacker::facts() const {
    PackFacts facts = facts_;
    facts.amounts.merge(amounts_);
    return facts;
}

void RowPacker::put_pending() {
    const ParsedRow& row = *pending_.row;
    PackedEntry entry{.customer = pack_id(row.customer),
                      .order = pack_id(row.order),
                      .time = row.time,
                      .amount = pending_.amount.mantissa,
                      .scale = pending_.amount.scale,
                      .flags = row.flags,
                      .rows = pending_.rows};
    put(entry, pending_.texts);
    pending_ = {};
}

void RowPacker::note_attributes(const std::string_view* texts, std::int64_t rows) {
    for (std::size_t i = 0; i < plan_.attributes; ++i) {
        const std::string_view text = texts[i];
        values_[i] = {};
        if (!text.empty()) {
            const TextCodes::Coded coded = codes_[i].code(text);
            values_[i] = coded.value;
            if (coded.is_new) {
                facts_.values[i].note_new(text);
            }
            facts_.values[i].note_rows(text, rows);
        }
    }
    facts_.copies.note(texts);
}

void RowPacker::spill_if_full() {
    const std::int64_t limit = plan_.memory.limit;
    if (limit == 0 || plan_.memory.used <= limit) {
        return;
    }
    std::int64_t own = 0;
    for (const PackedBuffer& buffer : buffers_) {
        own += buffer.memory();
    }
    // A thread with little in memory leaves it to the others: small runs would make the file slow to read.
    if (own > limit / (2 * plan_.threads)) {
        for (PackedBuffer& buffer : buffers_) {
            buffer.spill(plan_.file);
        }
    }
}

}  // namespace rfmeans::ingest
