#include "ingest/chunk_parser.hpp"

#include <functional>

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
        notes.text = count_text(text);
        notes.foreign = !is_utf8(text);
        if (notes.foreign) {
            return notes;
        }
    }
    batch_.begin(chunk);
    read_records(chunk, notes);
    batch_.flush();
    return notes;
}

void ChunkParser::read_records(const Chunk& chunk, ChunkNotes& notes) {
    RecordReader reader(chunk.text(), chunk.layout->delimiter);
    Record record;
    while (reader.next(record)) {
        read_record(record, *chunk.layout, notes);
    }
    notes.lines = reader.position().line - 1;
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
            const auto known = notes.currencies.find(row->currency);
            ++(known == notes.currencies.end() ? notes.currencies[std::string(row->currency)] : known->second);
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
