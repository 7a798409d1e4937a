#include "ingest/profile/profile_sink.hpp"

#include <algorithm>
#include <cstring>

namespace rfmeans::ingest {
namespace {

using UInt128 = unsigned __int128;

UInt128 whole(const Hash128& hash) {
    return (UInt128{hash.high} << 64U) | hash.low;
}

Hash128 halves(UInt128 value) {
    return {.high = static_cast<std::uint64_t>(value >> 64U), .low = static_cast<std::uint64_t>(value)};
}

// SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

// An odd factor for each column, so that a row's hash tells which column holds which text.
UInt128 column_factor(std::size_t column) {
    return whole({.high = mix(2 * column), .low = mix(2 * column + 1) | 1U});
}

std::int32_t month_of(Day day) {
    constexpr Day kFrom0To1970 = 719'468;  // from 0000-03-01; H. Hinnant, "chrono-compatible low-level date algorithms"
    const std::int64_t days = std::int64_t{day} + kFrom0To1970;
    const std::int64_t era = days / 146'097, day_of_era = days % 146'097;  // no dates before year 1
    const std::int64_t year = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    const std::int64_t from_march = (5 * day_of_year + 2) / 153;
    return static_cast<std::int32_t>(12 * (year + 400 * era) + from_march + 2);
}

}  // namespace

void write_amount(const BatchRow& row, std::string& text) {
    if (!row.read) {
        return;
    }
    const std::int64_t mantissa = row.values.amount.mantissa;
    // The sign in the lowest bit, so that small amounts have few bytes.
    auto rest = (static_cast<std::uint64_t>(mantissa) << 1U) ^ static_cast<std::uint64_t>(mantissa >> 63U);
    text += static_cast<char>(row.values.amount.scale);
    for (; rest != 0; rest >>= 8U) {
        text += static_cast<char>(rest);
    }
}

std::optional<Decimal> read_amount(std::string_view text) {
    if (text.empty()) {
        return std::nullopt;
    }
    std::uint64_t folded = 0;
    for (std::size_t i = text.size() - 1; i > 0; --i) {
        folded = (folded << 8U) | static_cast<unsigned char>(text[i]);
    }
    const std::uint64_t sign = 0 - (folded & 1U);
    return Decimal{.mantissa = static_cast<std::int64_t>((folded >> 1U) ^ sign), .scale = text[0]};
}

std::int32_t read_month(std::string_view text) {
    std::int32_t month = 0;
    std::memcpy(&month, text.data(), sizeof month);
    return month;
}

ProfileSink::ProfileSink(const ProfileLayout& layout) : columns(layout.columns), layout_(layout) {
    for (ColumnTally& column : columns) {
        counters_.push_back(&column.values);
    }
    counters_.push_back(&rows);
    counters_.push_back(&order_months);
}

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
    row_hashes_.fill({});
    for (std::size_t column = 0; column < layout_.columns; ++column) {
        hash_column(batch, first, size, column);
        count(columns[column].values);
        join_hashes(size, column);
    }
    count_rows(slice);
    count_orders(slice);
    for (const BatchRow& row : slice) {
        if (row.read) {
            tallies.add(row.values, layout_.days);
        }
    }
}

// Neighbouring rows are often of one order, customer or country: equal values in a row are hashed and counted once.
void ProfileSink::hash_column(const RowBatch& batch, std::size_t first, std::size_t size, std::size_t column) {
    entries_.clear();
    const std::string_view* field = batch.fields.data() + first * layout_.columns + column;
    std::string_view last;
    for (std::size_t r = 0; r < size; ++r, field += layout_.columns) {
        if (field->empty()) {
            ++columns[column].missing;
            hashes_[r] = {};
        } else if (*field == last) {
            ++entries_.back().count;
            hashes_[r] = entries_.back().key;
        } else {
            last = *field;
            hashes_[r] = hash_text128(last);
            entries_.push_back({hashes_[r], last, 1});
        }
    }
}

void ProfileSink::join_hashes(std::size_t size, std::size_t column) {
    const UInt128 factor = column_factor(column);
    Hash128& signature = columns[column].signature;
    for (std::size_t r = 0; r < size; ++r) {
        row_hashes_[r] = halves(whole(row_hashes_[r]) + whole(hashes_[r]) * factor);
        signature.high += hashes_[r].high * places_[r];
        signature.low += hashes_[r].low * places_[r];
    }
    if (column == layout_.order) {
        std::copy_n(hashes_.begin(), size, order_hashes_.begin());
    }
}

void ProfileSink::count_rows(std::span<const BatchRow> slice) {
    constexpr std::size_t kMostBytes = 9;
    entries_.clear();
    texts_.clear();
    texts_.reserve(slice.size() * kMostBytes);  // the entries point into it
    for (std::size_t r = 0; r < slice.size(); ++r) {
        const std::size_t start = texts_.size();
        write_amount(slice[r], texts_);
        entries_.push_back({row_hashes_[r], std::string_view(texts_).substr(start), 1});
    }
    count(rows);
}

void ProfileSink::count_orders(std::span<const BatchRow> slice) {
    if (!layout_.order) {
        return;
    }
    entries_.clear();
    texts_.clear();
    texts_.reserve(slice.size() * sizeof(std::int32_t));
    Hash128 last;
    Day last_day = std::numeric_limits<Day>::min();
    for (std::size_t r = 0; r < slice.size(); ++r) {
        const Day day = day_of(slice[r].values.time);
        const Hash128& order = order_hashes_[r];
        if (!slice[r].read || order == Hash128{} || (order == last && day == last_day)) {
            continue;
        }
        last = order;
        last_day = day;
        const std::int32_t month = month_of(day);
        const std::size_t start = texts_.size();
        texts_.append(reinterpret_cast<const char*>(&month), sizeof month);
        entries_.push_back({{order.high ^ mix(static_cast<std::uint64_t>(month)), order.low},
                            std::string_view(texts_).substr(start),
                            1});
    }
    count(order_months);
}

void ProfileSink::make_room(const ValueCounter& counter, std::size_t text_bytes) {
    while (used_ - counter.bytes() + counter.bytes_with(entries_.size(), text_bytes) > layout_.memory_bytes) {
        ValueCounter& largest = **std::max_element(
            counters_.begin(), counters_.end(), [](const auto* a, const auto* b) { return a->bytes() < b->bytes(); });
        if (largest.size() == 0) {
            return;
        }
        used_ -= largest.bytes();
        largest.spill(file_);
        used_ += largest.bytes();
    }
}

void ProfileSink::count(ValueCounter& counter) {
    std::size_t text_bytes = 0;
    for (const Entry& entry : entries_) {
        counter.prefetch(entry.key);
        text_bytes += std::min(entry.text.size(), ValueCounter::kLongestText + 3);
    }
    make_room(counter, text_bytes);
    used_ -= counter.bytes();
    for (const Entry& entry : entries_) {
        counter.add(entry.key, entry.text, entry.count);
    }
    used_ += counter.bytes();
}

}  // namespace rfmeans::ingest
