#include "ingest/plain_columns.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "ingest/plain_field.hpp"
#include "ingest/plain_id.hpp"
#include "ingest/simd_dates.hpp"

namespace rfmeans::ingest {
namespace {

// One row in eight that is read a second time costs about what the others gain.
constexpr std::size_t kMostLeftOut = 8;
constexpr std::size_t kMostSkipped = 64;

bool can_read(const FileLayout& layout) {
    const RowLayout& rows = layout.rows;
    return rows.date && rows.date_format == DateFormat::ymd && rows.filters.empty() && (rows.price || rows.total);
}

}  // namespace

void PlainColumns::begin_chunk(const Chunk& chunk) {
    layout_ = can_read(*chunk.layout) ? chunk.layout.get() : nullptr;
}

FieldColumn PlainColumns::column(const RowMatrix& matrix, std::size_t place) {
    return {matrix.text, matrix.ends + place, matrix.stride, matrix.rows};
}

void PlainColumns::leave_out(const RowBits& odd) {
    for (std::size_t i = 0; i < left_out_.words().size(); ++i) {
        left_out_.words()[i] |= odd.words()[i];
    }
}

// False where too many are left out, for now and for some windows to come.
bool PlainColumns::is_worth_it() {
    const bool worth = left_out_.count(rows_.rows) * kMostLeftOut <= rows_.rows;
    if (!worth) {
        skip_ = std::min(2 * skip_ + 1, kMostSkipped);
        skipped_ = 0;
    }
    return worth;
}

void PlainColumns::count(ChunkNotes& notes) const {
    const auto rows = static_cast<std::int64_t>(rows_.rows - left_out_.count(rows_.rows));
    notes.rows += rows;
    notes.dates.add_readable(DateFormat::ymd, rows);
    MarkUsage* usage = notes.marks.data();
    const auto count_marks = [&](const std::optional<RoleField>& field, const NumberColumn& numbers) {
        if (field) {
            const auto marked = static_cast<std::int64_t>(numbers.marked.count_without(left_out_, rows_.rows));
            (field->mark == DecimalMark::point ? usage->with_point : usage->with_comma) += marked;
            (field->mark == DecimalMark::point ? usage->surely_point : usage->surely_comma) += marked;
            ++usage;
        }
    };
    count_marks(layout_->rows.quantity, quantity_);
    count_marks(layout_->rows.price, price_);
    count_marks(layout_->rows.total, total_);
}

void PlainColumns::read_numbers(const RowMatrix& matrix) {
    const RowLayout& layout = layout_->rows;
    const auto read = [&](const std::optional<RoleField>& field, NumberColumn& numbers) {
        if (field) {
            read_number_column(column(matrix, field->place), field->mark, numbers);
            leave_out(numbers.odd);
        }
    };
    read(layout.quantity, quantity_);
    read(layout.price, price_);
    read(layout.total, total_);
}

// Plain numbers have no sign, so no amount is negative.
void PlainColumns::add_up_amounts() {
    const RowLayout& layout = layout_->rows;
    const std::size_t rows = rows_.rows;
    const auto size = static_cast<std::ptrdiff_t>(rows);
    for (auto* column : {&rows_.amounts, &rows_.scales, &rows_.flags}) {
        make_room(rows, *column);
    }
    if (layout.total || !layout.quantity) {
        const NumberColumn& amount = layout.total ? total_ : price_;
        std::copy_n(amount.values.begin(), size, rows_.amounts.begin());
        std::copy_n(amount.scales.begin(), size, rows_.scales.begin());
    } else {
        multiply_columns(quantity_.values, price_.values, rows, rows_.amounts);
        std::transform(quantity_.scales.begin(), quantity_.scales.begin() + size, price_.scales.begin(),
                       rows_.scales.begin(), std::plus<>());
    }
    if (layout.price) {
        std::transform(price_.values.begin(), price_.values.begin() + size, rows_.flags.begin(),
                       [](std::int64_t price) { return price == 0 ? std::int64_t{row_flag::kFree} : 0; });
    } else {
        std::fill_n(rows_.flags.begin(), size, 0);
    }
}

void PlainColumns::compare_rows() {
    const std::array<const ValueColumn*, 5> columns = {&rows_.times, &rows_.orders.read.values,
                                                       &rows_.customers.read.values, &rows_.scales, &rows_.flags};
    mark_changes(columns, rows_.rows, rows_.changes);
    rows_.amount_range = range_of(rows_.amounts, rows_.rows);
    rows_.scale_range = range_of(rows_.scales, rows_.rows);
}

void PlainColumns::read_ids(const RowMatrix& matrix, const std::optional<RoleField>& field, IdColumn& ids) {
    ids.has_texts = false;
    if (!field) {
        ids.read.values.assign(matrix.rows + kColumnSlack, IdColumn::kMissing);
        return;
    }
    const FieldColumn fields = column(matrix, field->place);
    read_id_column(fields, ids.read);
    ids.read.odd.for_each(matrix.rows, [&](std::size_t row) {
        std::string_view text = fields.field(row);
        if (!unquote_plain(text)) {
            left_out_.set(row);
        }
        const auto number = read_plain_id(text);
        ids.read.values[row] = number ? *number : (text.empty() ? IdColumn::kMissing : IdColumn::kText);
        if (ids.read.values[row] == IdColumn::kText) {
            ids.has_texts = true;
            ids.texts.resize(std::max(ids.texts.size(), matrix.rows));
            ids.texts[row] = text;
        }
    });
}

void PlainColumns::read_dates(const RowMatrix& matrix) {
    const FieldColumn fields = column(matrix, layout_->rows.date->place);
    read_iso_column(fields, rows_.times);
    for (std::size_t row = 0; row < matrix.rows; ++row) {
        std::int64_t& time = rows_.times[row];
        if (time == kNoIsoTime) {
            time = read_iso_time(strip_quotes(fields.field(row)), months_);
            if (time == kNoIsoTime) {
                left_out_.set(row);
            }
        }
    }
}

void PlainColumns::read_fields(const RowMatrix& matrix) {
    const std::size_t columns = layout_->columns.size();
    rows_.fields.resize(matrix.rows * columns);
    for (std::size_t i = 0; i < columns; ++i) {
        const std::size_t place = layout_->columns[i];
        for (std::size_t row = 0; row < matrix.rows; ++row) {
            std::string_view& field = rows_.fields[row * columns + i];
            field = {};
            if (place != FileLayout::kNoPlace && !plain_field(matrix.row(row), place, field)) {
                left_out_.set(row);
            }
        }
    }
}

bool PlainColumns::wants_window() {
    const bool skips = skipped_ < skip_;
    skipped_ += skips ? 1 : 0;
    return layout_ != nullptr && !skips;
}

bool PlainColumns::read(const RowMatrix& matrix, ChunkNotes& notes) {
    if (matrix.rows > RowColumns::kMostRows) {
        return false;
    }
    rows_.rows = matrix.rows;
    rows_.line = matrix.line;
    left_out_.reset(matrix.rows);
    read_numbers(matrix);
    read_dates(matrix);
    if (!is_worth_it()) {
        return false;
    }
    read_ids(matrix, layout_->rows.customer, rows_.customers);
    read_ids(matrix, layout_->rows.order, rows_.orders);
    read_fields(matrix);
    if (!is_worth_it()) {
        return false;
    }
    add_up_amounts();
    compare_rows();
    count(notes);
    skip_ = 0;
    return true;
}

}  // namespace rfmeans::ingest
