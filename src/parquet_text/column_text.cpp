#include "parquet_text/column_text.hpp"

#include <arrow/array.h>
#include <arrow/extension_type.h>
#include <arrow/type.h>
#include <arrow/util/decimal.h>
#include <arrow/util/float16.h>
#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "parquet_text/value_text.hpp"

namespace rfmeans::parquet_text {
namespace {

template <class ArrayType, class Write>
class PlainText final : public ColumnText {
public:
    explicit PlainText(Write write) : write_(std::move(write)) {}

    void bind(const arrow::Array& values) override { values_ = &static_cast<const ArrayType&>(values); }

    void append(std::int64_t row, std::string& out) const override {
        if (!values_->IsNull(row)) {
            write_(values_->GetView(row), out);
        }
    }

private:
    Write write_;
    const ArrayType* values_ = nullptr;
};

template <class ArrayType, class Write>
std::unique_ptr<ColumnText> plain(Write write) {
    return std::make_unique<PlainText<ArrayType, Write>>(std::move(write));
}

template <class ArrayType>
std::unique_ptr<ColumnText> integers() {
    return plain<ArrayType>([](auto value, std::string& out) { fmt::format_to(std::back_inserter(out), "{}", value); });
}

template <class ArrayType>
std::unique_ptr<ColumnText> strings() {
    return plain<ArrayType>(append_field);
}

// Decimal: of 32 to 256 bits, little-endian as the array holds them.
template <class ArrayType, class Decimal>
std::unique_ptr<ColumnText> decimals(const arrow::DataType& type) {
    const int scale = static_cast<const arrow::DecimalType&>(type).scale();
    return plain<ArrayType>([scale](std::string_view bytes, std::string& out) {
        const Decimal units(reinterpret_cast<const std::uint8_t*>(bytes.data()));
        append_decimal(units.ToIntegerString(), scale, out);
    });
}

int fraction_digits(arrow::TimeUnit::type unit) {
    switch (unit) {
        case arrow::TimeUnit::SECOND:
            return 0;
        case arrow::TimeUnit::MILLI:
            return 3;
        case arrow::TimeUnit::MICRO:
            return 6;
        case arrow::TimeUnit::NANO:
            break;
    }
    return 9;
}

std::unique_ptr<ColumnText> timestamps(const arrow::DataType& type) {
    const int digits = fraction_digits(static_cast<const arrow::TimestampType&>(type).unit());
    return plain<arrow::TimestampArray>(
        [digits](std::int64_t count, std::string& out) { append_time(count, digits, out); });
}

template <class ArrayType>
std::unique_ptr<ColumnText> times_of_day(const arrow::DataType& type) {
    const int digits = fraction_digits(static_cast<const arrow::TimeType&>(type).unit());
    return plain<ArrayType>([digits](std::int64_t count, std::string& out) { append_time_of_day(count, digits, out); });
}

class NoValues final : public ColumnText {
public:
    void bind([[maybe_unused]] const arrow::Array& values) override {}
    void append([[maybe_unused]] std::int64_t row, [[maybe_unused]] std::string& out) const override {}
};

class DictionaryText final : public ColumnText {
public:
    explicit DictionaryText(std::unique_ptr<ColumnText> words) : words_(std::move(words)) {}

    void bind(const arrow::Array& values) override {
        codes_ = &static_cast<const arrow::DictionaryArray&>(values);
        words_->bind(*codes_->dictionary());
    }

    void append(std::int64_t row, std::string& out) const override {
        if (!codes_->IsNull(row)) {
            words_->append(codes_->GetValueIndex(row), out);
        }
    }

private:
    std::unique_ptr<ColumnText> words_;
    const arrow::DictionaryArray* codes_ = nullptr;
};

class ExtensionText final : public ColumnText {
public:
    explicit ExtensionText(std::unique_ptr<ColumnText> storage) : storage_(std::move(storage)) {}

    void bind(const arrow::Array& values) override {
        storage_->bind(*static_cast<const arrow::ExtensionArray&>(values).storage());
    }

    void append(std::int64_t row, std::string& out) const override { storage_->append(row, out); }

private:
    std::unique_ptr<ColumnText> storage_;
};

std::unique_ptr<ColumnText> make_dictionary_text(const arrow::DataType& type) {
    auto words = make_column_text(*static_cast<const arrow::DictionaryType&>(type).value_type());
    return words ? std::make_unique<DictionaryText>(std::move(words)) : nullptr;
}

std::unique_ptr<ColumnText> make_extension_text(const arrow::DataType& type) {
    const auto& extension = static_cast<const arrow::ExtensionType&>(type);
    auto storage = extension.extension_name() == "arrow.uuid" ? plain<arrow::FixedSizeBinaryArray>(append_uuid)
                                                              : make_column_text(*extension.storage_type());
    return storage ? std::make_unique<ExtensionText>(std::move(storage)) : nullptr;
}

std::unique_ptr<ColumnText> make_number_text(const arrow::DataType& type) {
    switch (type.id()) {
        case arrow::Type::INT8:
            return integers<arrow::Int8Array>();
        case arrow::Type::INT16:
            return integers<arrow::Int16Array>();
        case arrow::Type::INT32:
            return integers<arrow::Int32Array>();
        case arrow::Type::INT64:
            return integers<arrow::Int64Array>();
        case arrow::Type::UINT8:
            return integers<arrow::UInt8Array>();
        case arrow::Type::UINT16:
            return integers<arrow::UInt16Array>();
        case arrow::Type::UINT32:
            return integers<arrow::UInt32Array>();
        case arrow::Type::UINT64:
            return integers<arrow::UInt64Array>();
        case arrow::Type::HALF_FLOAT:
            return plain<arrow::HalfFloatArray>([](std::uint16_t bits, std::string& out) {
                append_number(arrow::util::Float16::FromBits(bits).ToFloat(), out);
            });
        case arrow::Type::FLOAT:
            return plain<arrow::FloatArray>([](float value, std::string& out) { append_number(value, out); });
        case arrow::Type::DOUBLE:
            return plain<arrow::DoubleArray>([](double value, std::string& out) { append_number(value, out); });
        case arrow::Type::DECIMAL32:
            return decimals<arrow::Decimal32Array, arrow::Decimal32>(type);
        case arrow::Type::DECIMAL64:
            return decimals<arrow::Decimal64Array, arrow::Decimal64>(type);
        case arrow::Type::DECIMAL128:
            return decimals<arrow::Decimal128Array, arrow::Decimal128>(type);
        case arrow::Type::DECIMAL256:
            return decimals<arrow::Decimal256Array, arrow::Decimal256>(type);
        default:
            return nullptr;
    }
}

std::unique_ptr<ColumnText> make_time_text(const arrow::DataType& type) {
    switch (type.id()) {
        case arrow::Type::DATE32:
            return plain<arrow::Date32Array>([](std::int64_t day, std::string& out) { append_day(day, out); });
        case arrow::Type::DATE64:  // milliseconds; a time of day would be against the format, and stays visible
            return plain<arrow::Date64Array>([](std::int64_t count, std::string& out) {
                constexpr std::int64_t kMillisecondsPerDay = 86'400'000;
                count % kMillisecondsPerDay == 0 ? append_day(count / kMillisecondsPerDay, out)
                                                 : append_time(count, 3, out);
            });
        case arrow::Type::TIMESTAMP:
            return timestamps(type);
        case arrow::Type::TIME32:
            return times_of_day<arrow::Time32Array>(type);
        case arrow::Type::TIME64:
            return times_of_day<arrow::Time64Array>(type);
        case arrow::Type::DURATION:
            return integers<arrow::DurationArray>();
        default:
            return nullptr;
    }
}

}  // namespace

std::unique_ptr<ColumnText> make_column_text(const arrow::DataType& type) {
    switch (type.id()) {
        case arrow::Type::NA:
            return std::make_unique<NoValues>();
        case arrow::Type::BOOL:
            return plain<arrow::BooleanArray>([](bool value, std::string& out) { out += value ? "true" : "false"; });
        case arrow::Type::STRING:
        case arrow::Type::BINARY:
            return strings<arrow::BinaryArray>();
        case arrow::Type::LARGE_STRING:
        case arrow::Type::LARGE_BINARY:
            return strings<arrow::LargeBinaryArray>();
        case arrow::Type::STRING_VIEW:
        case arrow::Type::BINARY_VIEW:
            return strings<arrow::BinaryViewArray>();
        case arrow::Type::FIXED_SIZE_BINARY:
            return plain<arrow::FixedSizeBinaryArray>(append_hex);
        case arrow::Type::DICTIONARY:
            return make_dictionary_text(type);
        case arrow::Type::EXTENSION:
            return make_extension_text(type);
        default:
            break;
    }
    auto text = make_number_text(type);
    return text ? std::move(text) : make_time_text(type);
}

}  // namespace rfmeans::parquet_text
