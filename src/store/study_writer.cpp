#include "store/study_writer.hpp"

#include "store/columns.hpp"
#include "store/enum_text.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/write_models.hpp"
#include "store/write_rfm.hpp"
#include "store/write_transactions.hpp"

namespace rfmeans::store {
namespace {

void write_inputs(const Group& provenance, const std::vector<InputFile>& inputs) {
    const Group group = provenance.make("inputs", "the files read, one row a file");
    write_member(group, {"path", "text", "as given"}, inputs, &InputFile::path);
    write_member(group, {"bytes", "bytes", "size on disk"}, inputs, &InputFile::bytes);
    write_member(group, {"sha256", "text", "of the bytes on disk, hexadecimal"}, inputs, &InputFile::sha256);
    write_member(group, {"dialect", "text", "how the file was read"}, inputs, &InputFile::dialect);
    write_member(group, {"rows", "rows", "data rows that are not blank"}, inputs, &InputFile::rows);
    write_member(group, {"blank_rows", "rows", "blank rows"}, inputs, &InputFile::blank_rows);
    write_member(group, {"rejected_rows", "rows", "rows that could not be parsed"}, inputs, &InputFile::rejected_rows);
}

void write_provenance(const Provenance& provenance, const Group& root) {
    const Group group = root.make("provenance", "where this study came from");
    write_attribute(group.id(), "created", provenance.created);
    write_attribute(group.id(), "command", provenance.command);
    const Group options = group.make("options", "every option in force");
    write_member(options, {"name", "text", "option"}, provenance.options, &NamedText::name);
    write_member(options, {"text", "text", "its value"}, provenance.options, &NamedText::text);
    write_inputs(group, provenance.inputs);
}

void write_rfm_spec(const RfmSpec& spec, const Group& root) {
    const Group group = root.make("rfm_spec", "rfm definitions as given, so that new customers are treated alike");
    if (spec.as_of) {
        write_attribute(group.id(), "as_of", *spec.as_of);  // days since 1970-01-01
    }
    if (spec.period.from) {
        write_attribute(group.id(), "from", *spec.period.from);
    }
    if (spec.period.to) {
        write_attribute(group.id(), "to", *spec.period.to);
    }
    write_attribute(group.id(), "frequency", enum_text(kFrequencyNames, spec.frequency));
    write_attribute(group.id(), "monetary", enum_text(kMonetaryNames, spec.monetary));
    write_attribute(group.id(), "returns", enum_text(kReturnsNames, spec.returns));
    write_attribute(group.id(), "guests", enum_text(kGuestsNames, spec.guests));
    write_attribute(group.id(), "free_rows", enum_text(kFreeNames, spec.free_rows));
}

void write_roles(const std::vector<ColumnRole>& roles, const Group& root) {
    const Group group = root.make("roles", "what the columns of the input files mean, one row a column");
    write_member(group, {"column", "text", "name in the files"}, roles, &ColumnRole::column);
    write_member(
        group,
        {"role", "text",
         "customer, date, order, quantity, price, total, country, recency, frequency, monetary, attribute, ignored"},
        roles, [](const ColumnRole& role) { return std::string(role_name(role.role)); });
    write_member(group, {"reason", "text", "why it has this role"}, roles, &ColumnRole::reason);
}

// One row a value: several of one column are alternatives.
void write_filters(const std::vector<ColumnFilter>& filters, const Group& root) {
    std::vector<NamedText> rows;
    for (const ColumnFilter& filter : filters) {
        for (const std::string& value : filter.values) {
            rows.push_back({filter.column, value});
        }
    }
    const Group group = root.make("filters", "only rows with these values were used; of one column, any of them");
    write_member(group, {"column", "text", "name in the files"}, rows, &NamedText::name);
    write_member(group, {"value", "text", "its text in the rows used"}, rows, &NamedText::text);
}

void write_dates(const DateReading& dates, const Group& root) {
    const Group group = root.make("dates", "how the dates of the input files were read");
    write_attribute(group.id(), "column", dates.column);
    if (dates.format) {
        write_attribute(group.id(), "format", date_format_word(*dates.format));
    }
    write_attribute(group.id(), "given", dates.given ? 1 : 0);
    write_attribute(group.id(), "values", dates.values);
    write_attribute(group.id(), "fit_both", dates.fit_both);
}

void write_rejects(const std::vector<NamedCount>& counts, const Group& root) {
    const Group rejects = root.make("rejects", "rows that could not be parsed");
    const Group group = rejects.make("counts", "by reason");
    write_member(group, {"reason", "text", "why the rows were rejected"}, counts, &NamedCount::name);
    write_member(group, {"count", "rows", "rejected rows"}, counts, &NamedCount::count);
}

}  // namespace

void write_study(const Study& study, const Group& root) {
    write_attribute(root.id(), "program", kProgram);
    write_attribute(root.id(), "schema_version", kSchemaVersion);
    write_attribute(root.id(), "tool_version", study.provenance.tool_version);
    write_provenance(study.provenance, root);
    write_rfm_spec(study.rfm_spec, root);
    write_roles(study.roles, root);
    write_filters(study.filters, root);
    write_dates(study.dates, root);
    write_rejects(study.reject_counts, root);
    Scales scales;
    if (study.rfm) {
        write_rfm(*study.rfm, root, scales);
    }
    if (study.transactions) {
        write_transactions(*study.transactions, root);
    }
    if (study.features) {
        write_features(*study.features, root, scales);
    }
    if (study.sweep) {
        write_sweep(*study.sweep, study.features, root, scales);
    }
    if (study.segmentation) {
        write_segmentation(*study.segmentation, root, scales);
    }
    if (!study.profile_json.empty()) {
        write_text(root, {"profile", "JSON", "exploratory data analysis of the input files"}, study.profile_json);
    }
}

}  // namespace rfmeans::store
