// Columns of Arrow as text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace arrow {
class Array;
class DataType;
}  // namespace arrow

namespace rfmeans::parquet_text {

/// Writes the values of one column.
class ColumnText {
public:
    ColumnText() = default;
    ColumnText(const ColumnText&) = delete;
    ColumnText& operator=(const ColumnText&) = delete;
    virtual ~ColumnText() = default;

    /// The values that `append` writes from now on, of the type that the writer was made for. Keeps a pointer.
    virtual void bind(const arrow::Array& values) = 0;
    /// Nothing for a null.
    virtual void append(std::int64_t row, std::string& out) const = 0;
};

/// nullptr: values of this type have no text (lists, structs, maps).
[[nodiscard]] std::unique_ptr<ColumnText> make_column_text(const arrow::DataType& type);

}  // namespace rfmeans::parquet_text
