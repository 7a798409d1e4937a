#include "ingest/chunk_parser.hpp"

#include <functional>
#include <limits>

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kBatchRows = 512;

}  // namespace

void BatchWriter::begin(const Chunk& chunk) {
    chunk_ = &chunk;
    batch_.file = chunk.file;
    batch_.chunk = chunk.index;
}

std::string_view BatchWriter::keep(std::string_view view) {
    const std::string_view text = chunk_->text();
    const std::less_equal<> before;
    const bool inside =
        before(text.data(), view.data()) && before(view.data() + view.size(), text.data() + text.size());
    return view.empty() || inside ? view : std::string_view(copies_.emplace_back(view));
}

void BatchWriter::add(const Record& record, const ParsedRow& values, bool read) {
    BatchRow& row = batch_.rows.emplace_back();
    row.values = values;
    row.values.customer = keep(values.customer);
    row.values.order = keep(values.order);
    row.line = record.line - 1;
    row.read = read;
    for (const std::size_t place : chunk_->layout->columns) {
        batch_.fields.push_back(place == FileLayout::kNoPlace ? std::string_view{} : keep(trim(record.fields[place])));
    }
    if (batch_.rows.size() == kBatchRows) {
        flush();
    }
}

bool BatchWriter::add_plain(const PlainRow& row, PlainRows& rows, ChunkNotes& notes) {
    BatchRow& added = batch_.rows.emplace_back();
    const std::size_t fields = batch_.fields.size();
    const auto drop = [&] {
        batch_.rows.pop_back();
        batch_.fields.resize(fields);
        return false;
    };
    if (row.fields != chunk_->layout->rows.header.size()) {
        return drop();
    }
    for (const std::size_t place : chunk_->layout->columns) {
        std::string_view field;
        if (place != FileLayout::kNoPlace && !plain_field(row, place, field)) {
            return drop();
        }
        batch_.fields.push_back(field);
    }
    if (!rows.read(row, *chunk_->layout, added.values, notes)) {
        return drop();
    }
    added.line = row.line;
    added.read = true;
    if (batch_.rows.size() == kBatchRows) {
        flush();
    }
    return true;
}

void BatchWriter::flush() {
    if (!batch_.rows.empty()) {
        sink_.take(batch_);
    }
    batch_.rows.clear();
    batch_.fields.clear();
    copies_.clear();
}

ChunkNotes ChunkParser::parse(const Chunk& chunk) {
    const std::string_view text = chunk.text();
    ChunkNotes notes{.file = chunk.file, .chunk = chunk.index, .quotes = chunk.quotes};
    notes.marks.resize(chunk.layout->numbers.size());
    notes.dates.begin_file(chunk.layout->path);
    if (!chunk.layout->checked_text) {
        const ByteKinds kinds = find_byte_kinds(text);
        notes.text = kinds.controls ? count_text(text) : TextCounts{.bytes = text.size()};
        notes.foreign = kinds.high && !is_utf8(text);
        if (notes.foreign) {
            return notes;
        }
    }
    batch_.begin(chunk);
    plain_.begin_chunk();
    layout_ = chunk.layout.get();
    reader_ = RecordReader(text, layout_->delimiter);
    const bool well_formed = chunk.layout->delimiter != kBlanks && !chunk.unclosed_quote &&
                             text.size() < std::numeric_limits<std::uint32_t>::max() - kBlockBytes;
    TextPosition at;
    while (well_formed && at.offset < text.size()) {
        at = read_plain(chunk, at, notes);
        // What is not well-formed there is mostly one quote in the middle of a field.
        at = read_records(at, windows_.behind_trouble(), notes);
    }
    at = read_records(at, text.size(), notes);
    notes.lines = at.line - 1;
    plain_.end_chunk(notes);
    batch_.flush();
    return notes;
}

// As far as the text is well-formed.
TextPosition ChunkParser::read_plain(const Chunk& chunk, TextPosition from, ChunkNotes& notes) {
    const std::string_view text = chunk.text();
    windows_.begin(text, chunk.layout->delimiter, from.offset, from.line - 1);
    PlainRow row;
    while (windows_.advance()) {
        while (windows_.next(row)) {
            if (batch_.add_plain(row, plain_, notes)) {
                ++notes.rows;
            } else {
                read_records({row.start, row.line + 1}, row.start + 1, notes);
            }
        }
    }
    return {windows_.start(), windows_.line() + 1};
}

// Records that start before `until`.
TextPosition ChunkParser::read_records(TextPosition from, std::size_t until, ChunkNotes& notes) {
    reader_.seek(from);
    while (reader_.position().offset < until && reader_.next(record_)) {
        read_record(record_, *layout_, notes);
    }
    return reader_.position();
}

void ChunkParser::read_record(const Record& record, const FileLayout& layout, ChunkNotes& notes) {
    for (std::size_t i = 0; i < layout.numbers.size(); ++i) {
        if (layout.numbers[i] < record.fields.size()) {
            notes.marks[i].note(record.fields[layout.numbers[i]]);
        }
    }
    if (record.blank) {
        ++notes.blank_rows;
        return;
    }
    ++notes.rows;
    auto parsed = parse_row(record, layout.rows, notes.dates);
    if (const auto* row = std::get_if<ParsedRow>(&parsed)) {
        if (!row->currency.empty()) {
            add_currency(notes.currencies, row->currency, 1);
        }
        batch_.add(record, *row, true);
        return;
    }
    auto& problem = std::get<RowProblem>(parsed);
    if (!problem.column.empty()) {
        batch_.add(record, {}, false);
    }
    notes.rejects.push_back({.file = layout.path,
                             .line = record.line,
                             .column = std::move(problem.column),
                             .reason = std::move(problem.reason),
                             .text = std::string(record.text)});
}

}  // namespace rfmeans::ingest
