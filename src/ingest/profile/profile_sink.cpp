#include "ingest/profile/profile_sink.hpp"

#include <algorithm>
#include <limits>

#include "ingest/equal_texts.hpp"
#include "ingest/profile/row_texts.hpp"

namespace rfmeans::ingest {
namespace {

// SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

// Odd factors for each column, so that a row's hash tells which column holds which text.
Hash128 column_factors(std::size_t column) {
    return {.high = mix(2 * column) | 1U, .low = mix(2 * column + 1) | 1U};
}

}  // namespace

ProfileSink::ProfileSink(const ProfileLayout& layout)
    : ProfileSink(layout, std::make_shared<SpillFile>(layout.spill_folder)) {}

ProfileSink::ProfileSink(const ProfileLayout& layout, std::shared_ptr<SpillFile> file)
    : columns(layout.columns),
      rows(layout.memory_bytes, file),
      order_months(layout.memory_bytes, file),
      layout_(layout),
      file_(std::move(file)) {}

void ProfileSink::take(const RowBatch& batch) {
    for (std::size_t first = 0; first < batch.rows.size(); first += kSlice) {
        take_slice(batch, first, std::min(kSlice, batch.rows.size() - first));
    }
}

void ProfileSink::take_slice(const RowBatch& batch, std::size_t first, std::size_t size) {
    const std::span<const BatchRow> slice(batch.rows.data() + first, size);
    const std::uint64_t chunk = mix(mix(batch.file) + batch.chunk);
    for (std::size_t r = 0; r < size; ++r) {
        places_[r] = mix(chunk + static_cast<std::uint64_t>(slice[r].line)) | 1U;
    }
    row_hashes_.high.fill(0);
    row_hashes_.low.fill(0);
    for (std::size_t column = 0; column < layout_.columns; ++column) {
        hash_column(batch, first, size, column);
        count_values(columns[column].values);
        join_hashes(size, column);
    }
    log_rows(slice);
    log_orders(slice);
    keep_within_memory();
    for (const BatchRow& row : slice) {
        if (row.read) {
            tallies.add(row.values, layout_.days);
        }
    }
}

// Neighbouring rows are often of one order, customer or country: equal values in a row are hashed and counted once.
// Where few are, looking for them costs more than it saves: each value is an entry then.
void ProfileSink::hash_column(const RowBatch& batch, std::size_t first, std::size_t size, std::size_t column) {
    const std::string_view* field = batch.fields.data() + first * layout_.columns + column;
    ColumnTally& tally = columns[column];
    const bool runs = tally.runs;
    std::size_t missing = 0, repeats = 0;
    Entry none;
    Entry* last = &none;
    entry_count_ = 0;
    for (std::size_t r = 0; r < size; ++r, field += layout_.columns) {
        if (field->empty()) {
            ++missing;
            hashes_.high[r] = hashes_.low[r] = 0;
            continue;
        }
        if (runs && equal_texts(*field, last->text)) {
            ++last->count;
            ++repeats;
        } else {
            const Hash128 key = hash_text128(*field);
            repeats += key == last->key ? 1 : 0;
            last = &entries_[entry_count_++];
            *last = {key, *field, 1};
            tally.values.prefetch(key);
        }
        hashes_.high[r] = last->key.high;
        hashes_.low[r] = last->key.low;
    }
    tally.missing += static_cast<std::int64_t>(missing);
    tally.runs = 4 * repeats > size;
}

void ProfileSink::join_hashes(std::size_t size, std::size_t column) {
    const Hash128 factors = column_factors(column);
    Hash128 signature;
    for (std::size_t r = 0; r < size; ++r) {
        row_hashes_.high[r] += hashes_.high[r] * factors.high;
        row_hashes_.low[r] += hashes_.low[r] * factors.low;
        signature.high += hashes_.high[r] * places_[r];
        signature.low += hashes_.low[r] * places_[r];
    }
    columns[column].signature.high += signature.high;
    columns[column].signature.low += signature.low;
    if (column == layout_.order) {
        order_hashes_ = hashes_;
    }
}

void ProfileSink::count_values(ValueCounter& counter) {
    make_room(counter);
    counted_ -= counter.bytes();
    for (std::size_t i = 0; i < entry_count_; ++i) {
        counter.add(entries_[i].key, entries_[i].text, entries_[i].count);
    }
    counted_ += counter.bytes();
}

void ProfileSink::log_rows(std::span<const BatchRow> slice) {
    for (std::size_t r = 0; r < slice.size(); ++r) {
        rows.add({.high = row_hashes_.high[r], .low = row_hashes_.low[r]},
                 [&row = slice[r]](char* to) { return write_amount(row, to); });
    }
}

void ProfileSink::log_orders(std::span<const BatchRow> slice) {
    if (!layout_.order) {
        return;
    }
    Hash128 last;
    Day last_day = std::numeric_limits<Day>::min();
    for (std::size_t r = 0; r < slice.size(); ++r) {
        const Day day = day_of(slice[r].values.time);
        const Hash128 order{.high = order_hashes_.high[r], .low = order_hashes_.low[r]};
        if (!slice[r].read || order == Hash128{} || (order == last && day == last_day)) {
            continue;
        }
        last = order;
        last_day = day;
        const std::int32_t month = month_of(day);
        if (!columns[*layout_.order].values.note(order, static_cast<std::uint32_t>(month) + 1)) {
            continue;
        }
        order_months.add({.high = order.high ^ mix(static_cast<std::uint64_t>(month)), .low = order.low},
                         [month](char* to) { return write_month(month, to); });
    }
}

bool ProfileSink::spill_largest() {
    ValueCounter* largest = nullptr;
    for (ColumnTally& column : columns) {
        if (column.values.size() > 0 && (largest == nullptr || column.values.bytes() > largest->bytes())) {
            largest = &column.values;
        }
    }
    KeyLog& log = rows.bytes() > order_months.bytes() ? rows : order_months;
    if (log.bytes() > (largest != nullptr ? largest->bytes() : 0)) {
        log.spill();
        return true;
    }
    if (largest == nullptr) {
        return false;
    }
    counted_ -= largest->bytes();
    largest->spill(file_);
    counted_ += largest->bytes();
    return true;
}

void ProfileSink::make_room(const ValueCounter& counter) {
    const auto fits = [&](std::size_t text_bytes) {
        return used() - counter.bytes() + counter.bytes_with(entry_count_, text_bytes) <= layout_.memory_bytes;
    };
    if (fits(entry_count_ * ValueCounter::kMostBytes)) {
        return;
    }
    std::size_t text_bytes = 0;
    for (std::size_t i = 0; i < entry_count_; ++i) {
        text_bytes += std::min(entries_[i].text.size(), ValueCounter::kMostBytes);
    }
    while (!fits(text_bytes) && spill_largest()) {
    }
}

void ProfileSink::keep_within_memory() {
    while (used() > layout_.memory_bytes && spill_largest()) {
    }
}

}  // namespace rfmeans::ingest
