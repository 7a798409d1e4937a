#include "unit/ingest/plain_driver.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace rfmeans::test {
namespace {

using namespace ingest;

/// A batch with the texts that its views point into.
struct OwnedBatch {
    std::size_t file = 0, chunk = 0;
    std::vector<BatchRow> rows;
    std::vector<std::string_view> fields;
    std::deque<std::string> texts;

    [[nodiscard]] RowBatch batch() const { return {.file = file, .chunk = chunk, .rows = rows, .fields = fields}; }

    std::string_view keep(std::string_view text) { return text.empty() ? text : texts.emplace_back(text); }
};

/// Reads one file; batches and the first line of each are put behind those that are there.
class FileDriver {
public:
    FileDriver(const DriverSpec& spec, const RowsPlan& plan, const RoleMap& roles)
        : spec_(spec), plan_(plan), roles_(roles) {}

    void read(std::size_t file) {
        const Source source = open_source(plan_.files[file], Extent::whole);
        const RowLayout layout = lay_out_rows(source, roles_);
        std::vector<std::size_t> places;
        for (const std::string& column : plan_.columns) {
            const auto found = std::find(source.header.begin(), source.header.end(), column);
            places.push_back(static_cast<std::size_t>(found - source.header.begin()));
        }
        DateTally dates;
        RecordReader reader = source.rows();
        Record record;
        first_lines_.emplace_back();
        OwnedBatch* own = nullptr;
        while (reader.next(record)) {
            if (record.blank || check_shape(record, source.header.size())) {
                continue;
            }
            if (own == nullptr || own->rows.size() == spec_.batch_rows) {
                own = batches_.emplace_back(std::make_unique<OwnedBatch>()).get();
                own->file = file;
                own->chunk = first_lines_.back().size();
                first_lines_.back().push_back(record.line);
            }
            const auto parsed = parse_row(record, layout, dates);
            BatchRow row{.values = {}, .line = record.line - first_lines_.back().back(), .read = parsed.index() == 0};
            if (row.read) {
                row.values = std::get<ParsedRow>(parsed);
                row.values.customer = own->keep(row.values.customer);
                row.values.order = own->keep(row.values.order);
                if (!row.values.currency.empty()) {
                    ++currencies_[std::string(row.values.currency)];
                }
            }
            own->rows.push_back(row);
            for (const std::size_t place : places) {
                own->fields.push_back(place < source.header.size() ? own->keep(trim(record.fields[place]))
                                                                   : std::string_view{});
            }
        }
    }

    std::vector<std::unique_ptr<OwnedBatch>> batches_;
    std::vector<std::vector<std::int64_t>> first_lines_;  // [files, batches]
    CurrencyCounts currencies_;

private:
    const DriverSpec& spec_;
    const RowsPlan& plan_;
    const RoleMap& roles_;
};

}  // namespace

RowsRead drive_rows(const DriverSpec& spec, const RowsPlan& plan, const MakeSink& make_sink) {
    // What all rows together decide, and the rejects, come from the plain path.
    Transactions known = assemble_transactions({.files = plan.files,
                                                .roles = plan.roles,
                                                .dates_given = plan.dates_given,
                                                .date_rejects = plan.date_rejects,
                                                .date_doubt = plan.date_doubt,
                                                .max_rejects = plan.max_rejects});
    RowsRead result;
    result.roles = plan.roles;
    result.roles.date_format = known.dates.format.value_or(plan.roles.date_format);
    if (const auto date = plan.roles.find(Role::date)) {
        result.roles.columns[*date].reason = known.roles[*date].reason;
    }
    result.dates = known.dates;
    result.files = std::move(known.files);
    result.rejects = std::move(known.rejects);
    FileDriver driver(spec, plan, result.roles);
    for (std::size_t file = 0; file < plan.files.size(); ++file) {
        driver.read(file);
    }
    result.currencies = driver.currencies_;
    for (std::size_t sink = 0; sink < spec.sinks; ++sink) {
        result.sinks.push_back(make_sink());
    }
    std::mt19937_64 random(spec.seed);
    if (spec.seed != 0) {
        std::shuffle(driver.batches_.begin(), driver.batches_.end(), random);
    }
    for (std::size_t i = 0; i < driver.batches_.size(); ++i) {
        const std::size_t sink = spec.seed == 0 ? i : random();
        result.sinks[sink % spec.sinks]->take(driver.batches_[i]->batch());
        driver.batches_[i].reset();  // views must not be used any more
    }
    result.line_of = [lines = std::move(driver.first_lines_)](const RowPlace& place) {
        return lines[place.file][place.chunk] + place.line;
    };
    return result;
}

}  // namespace rfmeans::test
