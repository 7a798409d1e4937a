#include "ingest/chunk_parser.hpp"

#include <limits>

#include "ingest/foreign_bytes.hpp"

namespace rfmeans::ingest {

ChunkNotes ChunkParser::parse(const Chunk& chunk) {
    const std::string_view text = chunk.text();
    ChunkNotes notes{.file = chunk.file, .chunk = chunk.index, .quotes = chunk.quotes};
    notes.marks.resize(chunk.layout->numbers.size());
    notes.dates.begin_file(chunk.layout->path);
    if (!chunk.layout->checked_text) {
        const ByteKinds kinds = chunk.marks.plain ? ByteKinds{} : find_byte_kinds(text);
        notes.text = kinds.controls ? count_text(text) : TextCounts{.bytes = text.size()};
        notes.foreign = kinds.high && !is_utf8(text);
        if (notes.foreign) {
            return notes;
        }
    }
    batch_.begin(chunk);
    columns_.begin_chunk(chunk);
    plain_.begin_chunk(chunk);
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
    windows_.begin(
        {text, chunk.layout->delimiter, chunk.marks.all_separators ? chunk.marks.separators.data() : nullptr},
        from.offset, from.line - 1);
    PlainRow other;
    while (windows_.advance()) {
        read_columns(chunk, notes);
        while (plain_.add_rows(windows_, batch_, notes, other) == RowsAdded::up_to_other) {
            read_records({other.start(), other.line + 1}, other.start() + 1, notes);
        }
    }
    return {windows_.start(), windows_.line() + 1};
}

// The rows of the window by column, where the sink takes them so; those that are left out one by one.
void ChunkParser::read_columns(const Chunk& chunk, ChunkNotes& notes) {
    if (!sink_.takes_columns() || !columns_.wants_window()) {
        return;
    }
    const auto matrix = windows_.rest(layout_->rows.header.size());
    if (!matrix || !columns_.read(*matrix, notes)) {
        return;
    }
    windows_.skip(*matrix);
    std::size_t from = 0;
    const auto take = [&](std::size_t to) {
        if (from < to) {
            sink_.take_columns({chunk.file, chunk.index, columns_.rows(), from, to});
        }
        from = to + 1;
    };
    columns_.left_out().for_each(matrix->rows, [&](std::size_t row) {
        take(row);
        read_row(matrix->row(row), notes);
    });
    take(matrix->rows);
}

void ChunkParser::read_row(const PlainRow& row, ChunkNotes& notes) {
    if (!plain_.add_row(row, batch_, notes)) {
        read_records({row.start(), row.line + 1}, row.start() + 1, notes);
    }
}

// Records that start before `until`.
TextPosition ChunkParser::read_records(TextPosition from, std::size_t until, ChunkNotes& notes) {
    plain_.forget_last();
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
