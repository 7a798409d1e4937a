#include "ingest/plain_rows.hpp"

#include <algorithm>

#include "ingest/plain_amount.hpp"
#include "ingest/plain_field.hpp"
#include "rfmeans/first_bytes.hpp"

namespace rfmeans::ingest {
namespace {

// The first eight characters of a text, zeros behind a shorter one. Bytes behind it may be read, too.
[[gnu::always_inline]] inline std::uint64_t head_of(std::string_view text) {
    return load_eight(text) & kFirstBytes[std::min<std::size_t>(text.size(), 8)];
}

// Whether texts of one length and head are the same. Dates have up to 24 characters.
[[gnu::always_inline]] inline bool same_tail(std::string_view a, std::string_view b) {
    if (a.size() <= 8) {
        return true;
    }
    if (a.size() > 24) {
        return a == b;
    }
    const std::size_t last = a.size() - 8, middle = std::min<std::size_t>(8, last);
    return ((load_eight(a, middle) ^ load_eight(b, middle)) | (load_eight(a, last) ^ load_eight(b, last))) == 0;
}

[[gnu::always_inline]] inline bool same_text(std::string_view a, std::string_view b) {
    return a.size() == b.size() && head_of(a) == head_of(b) && same_tail(a, b);
}

// Flags the row where a filter does not take it. False: a field is not plain.
bool apply_filters(const PlainRow& row, const std::vector<FilterField>& filters, unsigned& flags) {
    for (const FilterField& filter : filters) {
        std::string_view field;
        if (!plain_field(row, filter.place, field)) {
            return false;
        }
        if (!filter.takes(field)) {
            flags |= row_flag::kFiltered;
        }
    }
    return true;
}

bool is_blank(const PlainRow& row) {
    for (std::size_t place = 0; place < row.fields; ++place) {
        std::string_view field;
        if (!plain_field(row, place, field) || !field.empty()) {
            return false;
        }
    }
    return true;
}

}  // namespace

void PlainRows::begin_chunk(const Chunk& chunk) {
    layout_ = chunk.layout.get();
    const RowLayout& rows = layout_->rows;
    fields_ = rows.header.size();
    keys_.clear();
    for (const auto* field : {&rows.order, &rows.customer, &rows.date}) {
        if (*field) {
            keys_.push_back({.place = (*field)->place});
        }
    }
    for (const std::size_t place : layout_->columns) {
        if (place != FileLayout::kNoPlace) {
            keys_.push_back({.place = place});
        }
    }
    keyed_ = nullptr;
    date_ = {};
}

void PlainRows::end_chunk(ChunkNotes& notes) {
    notes.dates.add_readable(DateFormat::ymd, iso_rows_);
    iso_rows_ = 0;
}

bool PlainRows::read_date(std::string_view text) {
    if (!date_.empty() && same_text(text, date_)) {
        return true;
    }
    date_ = {};
    if (!read_new_date(text)) {
        return false;
    }
    date_ = text;
    return true;
}

bool PlainRows::read_new_date(std::string_view text) {
    const DateFormat format = layout_->rows.date_format;
    fits_ = std::nullopt;
    if (format == DateFormat::ymd) {
        time_ = read_iso_time(strip_quotes(text), months_);
        if (time_ != kNoIsoTime) {
            return true;
        }
    }
    const auto known = unquote_plain(text) ? memo_.find(text, format) : std::nullopt;
    if (known) {
        time_ = known->time;
        fits_ = known->fits;
        date_text_ = text;
    }
    return known.has_value();
}

inline void PlainRows::count_date(std::int64_t line, DateTally& dates) {
    if (fits_) {
        dates.add(*fits_, date_text_, line);
    } else {
        ++iso_rows_;
    }
}

// Whether all keys are written as in the row that was added last: most rows of an order.
inline bool PlainRows::repeats(const PlainRow& row) const {
    for (const Key& key : keys_) {
        const std::string_view written = raw_field(row, key.place);
        if (written.size() != key.written.size() || head_of(written) != key.head || !same_tail(written, key.written)) {
            return false;
        }
    }
    return true;
}

inline bool PlainRows::read_keys(const PlainRow& row, BatchRow& to, std::string_view* fields) {
    const RowLayout& rows = layout_->rows;
    ParsedRow& values = to.values;
    values.customer = values.order = values.currency = {};
    if ((rows.customer && !plain_field(row, rows.customer->place, values.customer)) ||
        (rows.order && !plain_field(row, rows.order->place, values.order)) ||
        (rows.date && !read_date(raw_field(row, rows.date->place)))) {
        return false;
    }
    values.time = rows.date ? time_ : 0;
    for (const std::size_t place : layout_->columns) {
        *fields = {};
        if (place != FileLayout::kNoPlace && !plain_field(row, place, *fields)) {
            return false;
        }
        ++fields;
    }
    for (Key& key : keys_) {
        key.written = raw_field(row, key.place);
        key.head = head_of(key.written);
    }
    return true;
}

[[gnu::always_inline]] inline bool PlainRows::add_plain(const PlainRow& row, BatchWriter& batch, ChunkNotes& notes) {
    const RowLayout& rows = layout_->rows;
    if (row.fields != fields_ || (!rows.date && layout_->numbers.empty() && is_blank(row))) {
        return false;
    }
    BatchRow& to = batch.open();
    const BatchRow* last = batch.last();
    const bool repeated = last != nullptr && last == keyed_ && repeats(row);
    if (repeated) {
        to.values.time = last->values.time;
        to.values.customer = last->values.customer;
        to.values.order = last->values.order;
        to.values.currency = {};
        std::copy_n(batch.last_fields(), layout_->columns.size(), batch.open_fields());
    } else if (!read_keys(row, to, batch.open_fields())) {
        return false;
    }
    // The amount last, for its numbers are counted.
    unsigned filtered = 0;
    if (!apply_filters(row, rows.filters, filtered) || !read_amount(row, rows, to.values, notes.marks.data())) {
        return false;
    }
    to.values.flags = static_cast<std::uint8_t>(to.values.flags | filtered);
    if (rows.date) {
        count_date(row.line + 1, notes.dates);
    }
    to.line = row.line;
    to.read = true;
    to.repeats = repeated;
    keyed_ = &to;
    batch.close();
    ++notes.rows;
    return true;
}

bool PlainRows::add_row(const PlainRow& row, BatchWriter& batch, ChunkNotes& notes) {
    return add_plain(row, batch, notes);
}

RowsAdded PlainRows::add_rows(RowWindows& windows, BatchWriter& batch, ChunkNotes& notes, PlainRow& other) {
    PlainRow row;
    while (windows.next(row)) {
        if (!add_plain(row, batch, notes)) {
            other = row;
            return RowsAdded::up_to_other;
        }
    }
    return RowsAdded::all;
}

}  // namespace rfmeans::ingest
