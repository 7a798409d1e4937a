#include "store/study_reader.hpp"

#include "store/columns.hpp"
#include "store/enum_text.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/read_parts.hpp"

namespace rfmeans::store {
namespace {

std::vector<InputFile> read_inputs(const Group& group) {
    std::vector<InputFile> inputs(count_rows(group, "path"));
    read_member(group, "path", inputs, &InputFile::path);
    read_member(group, "bytes", inputs, &InputFile::bytes);
    read_member(group, "sha256", inputs, &InputFile::sha256);
    read_member(group, "dialect", inputs, &InputFile::dialect);
    read_member(group, "rows", inputs, &InputFile::rows);
    read_member(group, "blank_rows", inputs, &InputFile::blank_rows);
    read_member(group, "rejected_rows", inputs, &InputFile::rejected_rows);
    return inputs;
}

Provenance read_provenance(const Group& root) {
    const Group group = root.open("provenance");
    Provenance provenance;
    provenance.tool_version = read_attribute<std::string>(root.id(), "tool_version");
    provenance.created = read_attribute<std::string>(group.id(), "created");
    provenance.command = read_attribute<std::string>(group.id(), "command");
    provenance.options = read_named_texts(group.open("options"));
    provenance.inputs = read_inputs(group.open("inputs"));
    return provenance;
}

template <class Enum, class Names>
Enum read_enum(const Group& group, const std::string& name, const Names& names) {
    return enum_value<Enum>(names, read_attribute<std::string>(group.id(), name));
}

RfmSpec read_rfm_spec(const Group& group) {
    RfmSpec spec;
    if (has_attribute(group.id(), "as_of")) {
        spec.as_of = static_cast<Day>(read_attribute<std::int64_t>(group.id(), "as_of"));
    }
    if (has_attribute(group.id(), "from")) {
        spec.period.from = static_cast<Day>(read_attribute<std::int64_t>(group.id(), "from"));
    }
    if (has_attribute(group.id(), "to")) {
        spec.period.to = static_cast<Day>(read_attribute<std::int64_t>(group.id(), "to"));
    }
    spec.frequency = read_enum<FrequencyRule>(group, "frequency", kFrequencyNames);
    spec.monetary = read_enum<MonetaryRule>(group, "monetary", kMonetaryNames);
    spec.returns = read_enum<ReturnsRule>(group, "returns", kReturnsNames);
    spec.guests = read_enum<GuestsRule>(group, "guests", kGuestsNames);
    spec.free_rows = read_enum<FreeRule>(group, "free_rows", kFreeNames);
    return spec;
}

std::vector<ColumnRole> read_roles(const Group& group) {
    std::vector<ColumnRole> roles(count_rows(group, "column"));
    read_member(group, "column", roles, &ColumnRole::column);
    read_member(group, "reason", roles, &ColumnRole::reason);
    const std::vector<std::string> names = read_texts(group, "role", roles.size());
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const auto role = find_role(names[i]);
        if (!role) {
            throw StoreError("'" + names[i] + "' is no role this version knows");
        }
        roles[i].role = *role;
    }
    return roles;
}

std::vector<ColumnFilter> read_filters(const Group& group) {
    std::vector<NamedText> rows(count_rows(group, "column"));
    read_member(group, "column", rows, &NamedText::name);
    read_member(group, "value", rows, &NamedText::text);
    std::vector<ColumnFilter> filters;
    for (NamedText& row : rows) {
        if (filters.empty() || filters.back().column != row.name) {
            filters.push_back({.column = std::move(row.name), .values = {}});
        }
        filters.back().values.push_back(std::move(row.text));
    }
    return filters;
}

DateReading read_dates(const Group& group) {
    DateReading dates;
    dates.column = read_attribute<std::string>(group.id(), "column");
    if (has_attribute(group.id(), "format")) {
        const auto word = read_attribute<std::string>(group.id(), "format");
        dates.format = find_date_format(word);
        if (!dates.format) {
            throw StoreError("'" + word + "' in '/dates' is no date format this version knows");
        }
    }
    dates.given = read_attribute<std::int64_t>(group.id(), "given") != 0;
    dates.values = read_attribute<std::int64_t>(group.id(), "values");
    dates.fit_both = read_attribute<std::int64_t>(group.id(), "fit_both");
    return dates;
}

}  // namespace

Study read_study(const Group& root) {
    Study study;
    study.provenance = read_provenance(root);
    study.rfm_spec = read_rfm_spec(root.open("rfm_spec"));
    study.roles = read_roles(root.open("roles"));
    if (root.has("filters")) {  // since schema 2
        study.filters = read_filters(root.open("filters"));
        study.dates = read_dates(root.open("dates"));
    }
    study.reject_counts = read_named_counts(root.open("rejects").open("counts"), "reason");
    if (root.has("rfm")) {
        study.rfm = read_rfm(root);
    }
    if (root.has("transactions")) {
        study.transactions = read_transactions(root.open("transactions"), study.provenance.inputs.size(),
                                               study.rfm ? study.rfm->customers() : 0);
    }
    if (root.has("features")) {
        study.features = read_features(root.open("features"));
    }
    if (root.has("sweep")) {
        study.sweep = read_sweep(root.open("sweep"));
    }
    if (root.has("segments")) {
        study.segmentation = read_segmentation(root.open("segments"));
    }
    if (root.has("profile")) {
        study.profile_json = read_text(root, "profile");
    }
    require_one_study(study);
    return study;
}

}  // namespace rfmeans::store
