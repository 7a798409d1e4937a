#include "unit/ingest/rows_reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "ingest/plain_values.hpp"
#include "ingest/row_columns.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::test {
namespace {

using namespace ingest;

ReadRow make_row(std::size_t file, std::int64_t line, const ParsedRow* row, std::vector<std::string> fields) {
    const ParsedRow none;
    const ParsedRow& values = row ? *row : none;
    return {file,
            line,
            row != nullptr,
            values.time,
            values.amount.mantissa,
            values.amount.scale,
            values.flags,
            std::string(values.customer),
            std::string(values.order),
            std::string(values.currency),
            std::move(fields)};
}

// Of a plain id, the number is the text.
std::string text_of(const PackedId& id) {
    return id.kind == IdKind::number ? std::to_string(id.number) : std::string(id.text);
}

bool holds(const ValueRange& range, std::int64_t value) {
    return range.least <= value && value <= range.most;
}

class RowKeeper final : public RowSink {
public:
    RowKeeper(std::size_t columns, TakenBy by) : columns_(columns), by_(by) {}

    [[nodiscard]] bool takes_columns() const override { return by_ == TakenBy::columns; }

    void take_columns(const ColumnBatch& batch) override {
        const RowColumns& from = batch.rows;
        for (std::size_t i = batch.from; i < batch.to; ++i) {
            if (i > batch.from && from.changes[i] == (values_of(from, i) == values_of(from, i - 1))) {
                throw std::logic_error("a row is said to differ from the one before and does not, or the other way");
            }
            const Decimal amount = drop_zeros(from.amounts[i], static_cast<int>(from.scales[i]));
            if (!holds(from.amount_range, from.amounts[i]) || !holds(from.scale_range, from.scales[i])) {
                throw std::logic_error("an amount is outside of the range of its window");
            }
            const auto first = from.fields.begin() + static_cast<std::ptrdiff_t>(i * columns_);
            const std::int64_t line = from.line + static_cast<std::int64_t>(i);
            rows.emplace_back(RowPlace{batch.file, batch.chunk, line},
                              ReadRow{batch.file,
                                      0,
                                      true,
                                      from.times[i],
                                      amount.mantissa,
                                      amount.scale,
                                      static_cast<int>(from.flags[i]),
                                      text_of(from.customers.id(i)),
                                      text_of(from.orders.id(i)),
                                      "",
                                      {first, first + static_cast<std::ptrdiff_t>(columns_)}});
        }
    }

    void take(const RowBatch& batch) override {
        for (std::size_t i = 0; i < batch.rows.size(); ++i) {
            const auto first = batch.fields.begin() + static_cast<std::ptrdiff_t>(i * columns_);
            const BatchRow& row = batch.rows[i];
            if (row.repeats && !repeats_the_one_before(batch, i)) {
                throw std::logic_error("a row is said to repeat one that differs");
            }
            rows.emplace_back(RowPlace{batch.file, batch.chunk, row.line},
                              make_row(batch.file, 0, row.read ? &row.values : nullptr,
                                       {first, first + static_cast<std::ptrdiff_t>(columns_)}));
        }
    }

    std::vector<std::pair<RowPlace, ReadRow>> rows;

private:
    [[nodiscard]] static std::array<std::int64_t, 5> values_of(const RowColumns& rows, std::size_t i) {
        return {rows.times[i], rows.customers.read.values[i], rows.orders.read.values[i], rows.scales[i],
                rows.flags[i]};
    }
    [[nodiscard]] bool repeats_the_one_before(const RowBatch& batch, std::size_t i) const {
        if (i == 0 || !batch.rows[i - 1].read) {
            return false;
        }
        const ParsedRow &row = batch.rows[i].values, &before = batch.rows[i - 1].values;
        const auto fields = batch.fields.subspan(i * columns_, columns_);
        const auto fields_before = batch.fields.subspan((i - 1) * columns_, columns_);
        return row.customer == before.customer && row.order == before.order && row.time == before.time &&
               std::ranges::equal(fields, fields_before);
    }

    std::size_t columns_;
    TakenBy by_;
};

void note_files(ReadData& data, const std::vector<InputFile>& files, const RejectedRows& rejects,
                const std::vector<ColumnRole>& roles, const DateReading& dates) {
    for (const InputFile& file : files) {
        data.files.push_back(fmt::format("{} {} {} {} rows {} blank {} rejected {}", file.path, file.bytes, file.sha256,
                                         file.dialect, file.rows, file.blank_rows, file.rejected_rows));
    }
    rejects.for_each([&](const RejectedRow& reject) {
        data.rejects.push_back(
            fmt::format("{}:{} {} {} [{}]", reject.file, reject.line, reject.column, reject.reason, reject.text));
    });
    for (const ColumnRole& role : roles) {
        // Whether an attribute is of use is not decided while rows are read.
        const bool attribute = is_kept(role.role) || role.role == Role::ignored;
        data.roles.push_back(attribute ? role.column
                                       : fmt::format("{} {} {}", role.column, role_name(role.role), role.reason));
    }
    data.dates =
        fmt::format("{} {} given {} values {} both {}", dates.column,
                    dates.format ? date_format_word(*dates.format) : "none", dates.given, dates.values, dates.fit_both);
}

void add_rows(ReadData& data, std::size_t file, const RowsPlan& plan, const RoleMap& roles) {
    const Source source = open_source(plan.files[file], Extent::whole);
    const RowLayout layout = lay_out_rows(source, roles);
    DateTally tally;
    RecordReader reader = source.rows();
    Record record;
    while (reader.next(record)) {
        if (record.blank) {
            continue;
        }
        const auto parsed = parse_row(record, layout, tally);
        const auto* row = std::get_if<ParsedRow>(&parsed);
        if (!row && std::get<RowProblem>(parsed).column.empty()) {
            continue;
        }
        std::vector<std::string> fields;
        for (const std::string& column : plan.columns) {
            const auto found = std::find(source.header.begin(), source.header.end(), column);
            fields.emplace_back(found == source.header.end()
                                    ? std::string_view{}
                                    : trim(record.fields[static_cast<std::size_t>(found - source.header.begin())]));
        }
        data.rows.push_back(make_row(file, record.line, row, std::move(fields)));
        if (row && !row->currency.empty()) {
            ++data.currencies[std::string(row->currency)];
        }
    }
}

}  // namespace

RowsPlan plan_rows(const std::vector<std::string>& files, const IngestSpec& spec) {
    RowsPlan plan{.files = files,
                  .roles = sniff_files(files, spec, NeededRoles::none).roles,
                  .columns = {},
                  .dates_given = spec.date_format.has_value(),
                  .date_rejects = spec.max_rejects,
                  .max_rejects = spec.max_rejects,
                  .told = {}};
    for (const ColumnRole& column : plan.roles.columns) {
        plan.columns.push_back(column.column);
    }
    return plan;
}

ReadData read_one_by_one(const RowsPlan& plan) {
    ReadData data;
    try {
        const Transactions shop = assemble_transactions({.files = plan.files,
                                                         .roles = plan.roles,
                                                         .dates_given = plan.dates_given,
                                                         .date_rejects = plan.date_rejects,
                                                         .date_doubt = plan.date_doubt,
                                                         .max_rejects = plan.max_rejects});
        note_files(data, shop.files, shop.rejects, shop.roles, shop.dates);
        RoleMap roles = plan.roles;
        roles.date_format = shop.dates.format.value_or(roles.date_format);
        for (ColumnRole& role : roles.columns) {
            if (role.role == Role::date && !shop.dates.format) {
                role.role = Role::attribute;
            }
        }
        for (std::size_t file = 0; file < plan.files.size(); ++file) {
            add_rows(data, file, plan, roles);
        }
    } catch (const Error& error) {
        data = {};
        data.error = error.what();
    }
    return data;
}

ReadData read_in_chunks(const RowsPlan& plan, TakenBy by) {
    ReadData data;
    try {
        const RowsRead read = read_rows(plan, [&] { return std::make_unique<RowKeeper>(plan.columns.size(), by); });
        note_files(data, read.files, read.rejects, read.roles.columns, read.dates);
        data.currencies = read.currencies;
        std::vector<std::pair<RowPlace, ReadRow>*> rows;
        for (const auto& sink : read.sinks) {
            for (auto& row : dynamic_cast<RowKeeper&>(*sink).rows) {
                rows.push_back(&row);
            }
        }
        std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
        for (auto* row : rows) {
            std::get<1>(row->second) = read.line_of(row->first);
            data.rows.push_back(std::move(row->second));
        }
    } catch (const Error& error) {
        data = {};
        data.error = error.what();
    }
    return data;
}

}  // namespace rfmeans::test
