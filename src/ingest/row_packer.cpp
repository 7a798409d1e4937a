#include "ingest/row_packer.hpp"

#include <algorithm>
#include <cstring>

#include "ingest/entry_writer.hpp"
#include "ingest/plain_id.hpp"
#include "rfmeans/hash.hpp"
#include "rfmeans/powers_of_ten.hpp"

namespace rfmeans::ingest {
namespace {

// Most texts are short: two overlapping words compare them without a call.
inline bool equal(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) {
        return false;
    }
    const char* a_text = a.data();
    const char* b_text = b.data();
    const auto same = [&]<class Word>(Word) {
        const std::size_t last = a.size() - sizeof(Word);
        Word a_first, b_first, a_last, b_last;
        std::memcpy(&a_first, a_text, sizeof(Word));
        std::memcpy(&b_first, b_text, sizeof(Word));
        std::memcpy(&a_last, a_text + last, sizeof(Word));
        std::memcpy(&b_last, b_text + last, sizeof(Word));
        return a_first == b_first && a_last == b_last;
    };
    if (a.size() > 16) {
        return std::memcmp(a.data(), b.data(), a.size()) == 0;
    }
    if (a.size() >= 8) {
        return same(std::uint64_t{});
    }
    if (a.size() >= 4) {
        return same(std::uint32_t{});
    }
    return a.size() >= 2 ? same(std::uint16_t{}) : a.empty() || a[0] == b[0];
}

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
        buffers_.emplace_back(plan.memory);
    }
}

void RowPacker::pack(const RowBatch& batch, std::span<const std::string_view> fields) {
    const std::string_view* texts = fields.data();
    AmountRange amounts;
    for (const BatchRow& row : batch.rows) {
        if (row.read) {
            ++facts_.rows;
            if (plan_.has_amounts) {
                amounts.note(row.values.amount, {batch.file, batch.chunk, row.line});
            }
            if (!joins(row.values, texts)) {
                put();
                pending_ = {&row.values, texts, row.values.amount, 1};
            }
        }
        texts += plan_.attributes;
    }
    put();
    facts_.amounts.merge(amounts);
}

bool RowPacker::joins(const ParsedRow& row, const std::string_view* texts) {
    const ParsedRow* first = pending_.row;
    if (first == nullptr || row.time != first->time || row.flags != first->flags || !equal(row.order, first->order) ||
        !equal(row.customer, first->customer)) {
        return false;
    }
    // Guests without an order are customers of their own.
    if (row.customer.empty() && row.order.empty() && plan_.guests == GuestRows::by_order) {
        return false;
    }
    for (std::size_t i = 0; i < plan_.attributes; ++i) {
        if (!equal(texts[i], pending_.texts[i])) {
            return false;
        }
    }
    if (!add(pending_.amount, row.amount)) {
        return false;
    }
    ++pending_.rows;
    return true;
}

void RowPacker::put() {
    if (pending_.row == nullptr) {
        return;
    }
    const ParsedRow& row = *pending_.row;
    PackedEntry entry{.customer = pack_id(row.customer),
                      .order = pack_id(row.order),
                      .time = row.time,
                      .amount = pending_.amount.mantissa,
                      .scale = pending_.amount.scale,
                      .flags = row.flags,
                      .rows = pending_.rows};
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
    note_attributes();
    PackedBuffer& buffer = buffers_[partition_of(entry)];
    const std::int64_t before = buffer.memory();
    char* to = buffer.room(most_entry_bytes(entry, values_));
    buffer.take_up_to(write_entry(entry, values_, to));
    pending_ = {};
    if (buffer.memory() != before) {
        spill_if_full();
    }
}

void RowPacker::note_attributes() {
    for (std::size_t i = 0; i < plan_.attributes; ++i) {
        const std::string_view text = pending_.texts[i];
        values_[i] = {};
        if (!text.empty()) {
            const TextCodes::Coded coded = codes_[i].code(text);
            values_[i] = coded.value;
            if (coded.is_new) {
                facts_.values[i].note_new(text);
            }
            facts_.values[i].note_rows(text, pending_.rows);
        }
    }
    facts_.copies.note(pending_.texts);
}

std::size_t RowPacker::partition_of(const PackedEntry& entry) const {
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
