#include "ingest/profile/rows_in_turn.hpp"

#include <algorithm>

namespace rfmeans::ingest {
namespace {

/// Makes batches of one row each of what a watcher is told.
class RowForwarder {
public:
    RowForwarder(const RoleMap& roles, RowSink& sink) : roles_(roles), sink_(sink) {}

    void forward(const Source& source, const Record& record) {
        if (check_shape(record, source.header.size())) {
            return;
        }
        // Several files may be of standard input, "-".
        if (batch_.rows.empty() || path_ != source.file.path || sha256_ != source.file.sha256) {
            begin_file(source);
        }
        const auto parsed = parse_row(record, layout_, dates_);
        const auto* row = std::get_if<ParsedRow>(&parsed);
        batch_.rows.assign(1, {.values = row ? *row : ParsedRow{}, .line = record.line, .read = row != nullptr});
        batch_.fields.clear();
        for (const std::size_t place : places_) {
            batch_.fields.push_back(place < source.header.size() ? trim(record.fields[place]) : std::string_view{});
        }
        sink_.take(batch_);
    }

private:
    void begin_file(const Source& source) {
        batch_.file += batch_.rows.empty() ? 0 : 1;
        path_ = source.file.path;
        sha256_ = source.file.sha256;
        layout_ = lay_out_rows(source, roles_);
        places_.clear();
        for (const ColumnRole& column : roles_.columns) {
            const auto found = std::find(source.header.begin(), source.header.end(), column.column);
            places_.push_back(static_cast<std::size_t>(found - source.header.begin()));
        }
    }

    const RoleMap& roles_;
    RowSink& sink_;
    RowBatch batch_;
    std::string path_, sha256_;
    RowLayout layout_;
    std::vector<std::size_t> places_;  // beyond the header: not there
    DateTally dates_;
};

}  // namespace

RowsRead read_rows_in_turn(AssemblyPlan plan, std::unique_ptr<RowSink> sink) {
    RowsRead read;
    {
        Transactions decided = assemble_transactions(plan);
        read.roles = plan.roles;
        read.dates = decided.dates;
        read.files = std::move(decided.files);
        read.rejects = std::move(decided.rejects);
    }
    if (const auto date = read.roles.find(Role::date)) {
        read.roles.columns[*date].role = read.dates.format ? Role::date : Role::attribute;
        read.roles.date_format = read.dates.format.value_or(read.roles.date_format);
    }
    RowForwarder forwarder(read.roles, *sink);
    plan.roles = read.roles;
    plan.dates_given = true;
    plan.told = {};
    plan.watcher = [&forwarder](const Source& source, const Record& record, std::int64_t) {
        forwarder.forward(source, record);
    };
    static_cast<void>(assemble_transactions(plan));
    read.sinks.push_back(std::move(sink));
    return read;
}

}  // namespace rfmeans::ingest
