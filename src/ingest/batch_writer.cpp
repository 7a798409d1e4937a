#include "ingest/batch_writer.hpp"

#include <functional>

namespace rfmeans::ingest {

void BatchWriter::begin(const Chunk& chunk) {
    chunk_ = &chunk;
    columns_ = chunk.layout->columns.size();
    fields_.resize(kRows * columns_);
}

std::string_view BatchWriter::keep(std::string_view view) {
    const std::string_view text = chunk_->text();
    const std::less_equal<> before;
    const bool inside =
        before(text.data(), view.data()) && before(view.data() + view.size(), text.data() + text.size());
    return view.empty() || inside ? view : std::string_view(copies_.emplace_back(view));
}

void BatchWriter::add(const Record& record, const ParsedRow& values, bool read) {
    BatchRow& row = open();
    row = {.values = values, .line = record.line - 1, .read = read};
    row.values.customer = keep(values.customer);
    row.values.order = keep(values.order);
    std::string_view* field = open_fields();
    for (const std::size_t place : chunk_->layout->columns) {
        *field++ = place == FileLayout::kNoPlace ? std::string_view{} : keep(trim(record.fields[place]));
    }
    close();
}

void BatchWriter::flush() {
    if (count_ > 0) {
        sink_.take({.file = chunk_->file,
                    .chunk = chunk_->index,
                    .rows = {rows_.get(), count_},
                    .fields = {fields_.data(), count_ * columns_}});
    }
    count_ = 0;
    copies_.clear();
}

}  // namespace rfmeans::ingest
