#include "parquet_text/parquet_file.hpp"

#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <arrow/result.h>
#include <arrow/status.h>
#include <arrow/type.h>
#include <fmt/format.h>
#include <parquet/arrow/reader.h>
#include <parquet/file_reader.h>
#include <parquet/properties.h>

#include <algorithm>
#include <new>
#include <string_view>
#include <vector>

#include "parquet_text/column_text.hpp"
#include "parquet_text/value_text.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::parquet_text {
namespace {

constexpr std::int64_t kBatchRows = 8192;
constexpr std::int64_t kBufferBytes = 256 << 10;  // a column

[[noreturn]] void refuse(const std::string& path, std::string_view why) {
    why = why.substr(0, why.find('\n'));
    throw Error(Failure::resource,
                fmt::format("'{}' cannot be read as Parquet ({}). It may be damaged or encrypted: get "
                            "it again, or write it as CSV",
                            path, why));
}

void check(const arrow::Status& status, const std::string& path) {
    if (status.IsOutOfMemory()) {
        throw std::bad_alloc();
    }
    if (!status.ok()) {
        refuse(path, status.message());
    }
}

template <class Value>
Value take(arrow::Result<Value> result, const std::string& path) {
    check(result.status(), path);
    return std::move(result).ValueUnsafe();
}

// What the parquet library reports by exceptions.
template <class Act>
auto guarded(const std::string& path, Act act) {
    try {
        return act();
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& problem) {
        refuse(path, problem.what());
    }
}

std::unique_ptr<parquet::arrow::FileReader> open_reader(const std::string& path) {
    parquet::ReaderProperties pages;
    pages.enable_buffered_stream();  // not all of a row group in memory
    pages.set_buffer_size(kBufferBytes);
    pages.set_page_checksum_verification(true);  // where pages have checksums
    parquet::ArrowReaderProperties values(/*use_threads=*/false);
    values.set_batch_size(kBatchRows);
    values.set_pre_buffer(false);
    values.set_arrow_extensions_enabled(true);  // UUIDs
    // Nanoseconds would wrap outside of 1677 to 2262; writers of INT96 count microseconds.
    values.set_coerce_int96_timestamp_unit(arrow::TimeUnit::MICRO);

    parquet::arrow::FileReaderBuilder builder;
    check(builder.Open(take(arrow::io::ReadableFile::Open(path), path), pages), path);
    return take(builder.properties(values)->Build(), path);
}

[[noreturn]] void refuse_column(const std::string& path, const arrow::Field& field) {
    throw Error(Failure::content,
                fmt::format("column '{}' of '{}' is nested or of no known type ({}; a value a row is expected). Leave "
                            "it out, for example with DuckDB: COPY (SELECT * EXCLUDE (\"{}\") FROM 'x.parquet') TO "
                            "'y.parquet'",
                            field.name(), path, field.type()->ToString(), field.name()));
}

using Columns = std::vector<std::unique_ptr<ColumnText>>;

Columns make_columns(const arrow::Schema& schema, const std::string& path) {
    Columns columns;
    for (const auto& field : schema.fields()) {
        auto text = make_column_text(*field->type());
        if (!text) {
            refuse_column(path, *field);
        }
        columns.push_back(std::move(text));
    }
    return columns;
}

class ParquetText final : public TextPieces {
public:
    explicit ParquetText(std::string path) : path_(std::move(path)), reader_(open_reader(path_)) {
        std::shared_ptr<arrow::Schema> schema;
        check(reader_->GetSchema(&schema), path_);
        if (schema->num_fields() == 0) {
            throw Error(Failure::content, fmt::format("'{}' has no columns. Give a file with rows", path_));
        }
        columns_ = make_columns(*schema, path_);
        for (int i = 0; i < schema->num_fields(); ++i) {
            header_ += i == 0 ? "" : ",";
            append_field(schema->field(i)->name(), header_);
        }
        header_ += '\n';
        rows_ = reader_->parquet_reader()->metadata()->num_rows();
        bytes_ = take(take(arrow::io::ReadableFile::Open(path_), path_)->GetSize(), path_);
    }

    bool next(std::string& piece) override {
        return guarded(path_, [&] {
            piece.clear();
            if (!header_.empty()) {
                piece.swap(header_);
                return true;
            }
            const auto batch = next_batch();
            if (batch) {
                write(*batch, piece);
                rows_done_ += batch->num_rows();
            }
            return batch != nullptr;
        });
    }

    [[nodiscard]] std::int64_t bytes_done() const override {
        const double share = rows_ > 0 ? static_cast<double>(rows_done_) / static_cast<double>(rows_) : 1;
        return static_cast<std::int64_t>(static_cast<double>(bytes_) * std::min(share, 1.0));
    }

private:
    // nullptr at the end.
    std::shared_ptr<arrow::RecordBatch> next_batch() {
        while (true) {
            if (!group_) {
                if (next_group_ == reader_->num_row_groups()) {
                    return nullptr;
                }
                group_ = take(reader_->GetRecordBatchReader({next_group_++}), path_);
                columns_ = make_columns(*group_->schema(), path_);
            }
            std::shared_ptr<arrow::RecordBatch> batch;
            check(group_->ReadNext(&batch), path_);
            if (batch && batch->num_rows() > 0) {
                return batch;
            }
            if (!batch) {
                group_.reset();
            }
        }
    }

    void write(const arrow::RecordBatch& batch, std::string& piece) {
        const auto& arrays = batch.columns();
        for (std::size_t c = 0; c < arrays.size(); ++c) {
            columns_[c]->bind(*arrays[c]);
        }
        for (std::int64_t row = 0; row < batch.num_rows(); ++row) {
            for (std::size_t c = 0; c < arrays.size(); ++c) {
                if (c > 0) {
                    piece += ',';
                }
                columns_[c]->append(row, piece);
            }
            piece += '\n';
        }
    }

    std::string path_;
    std::unique_ptr<parquet::arrow::FileReader> reader_;
    std::unique_ptr<arrow::RecordBatchReader> group_;  // of the row group at hand; the reader outlives it
    int next_group_ = 0;
    Columns columns_;
    std::string header_;  // empty once it was given
    std::int64_t rows_ = 0, rows_done_ = 0, bytes_ = 0;
};

}  // namespace

std::unique_ptr<TextPieces> open_parquet(const std::string& path) {
    return guarded(path, [&]() -> std::unique_ptr<TextPieces> { return std::make_unique<ParquetText>(path); });
}

}  // namespace rfmeans::parquet_text
