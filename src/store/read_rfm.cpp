#include <algorithm>

#include "store/columns.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/read_parts.hpp"
#include "store/store_error.hpp"

namespace rfmeans::store {
namespace {

CustomerIds read_ids(const Group& customers) {
    const bool numeric = StoredDataset(customers, "id", {kAnyLength}).type_class() == H5T_INTEGER;
    CustomerIds ids;
    if (numeric) {
        ids.values = read_values<std::int64_t>(customers, "id", {kAnyLength});
    } else {
        ids.values = read_texts(customers, "id", kAnyLength);
    }
    return ids;
}

TextValues read_text_values(const Group& parent, const std::string& link, std::size_t count) {
    TextValues text;
    text.dictionary = read_texts(parent.open("dictionaries"), link, kAnyLength);
    text.codes = read_values<std::int32_t>(parent.open("attributes"), link, {count});
    const auto size = static_cast<std::int64_t>(text.dictionary.size());
    if (std::any_of(text.codes.begin(), text.codes.end(), [&](std::int32_t c) { return c < -1 || c >= size; })) {
        throw StoreError("'" + parent.open("attributes").path_of(link) + "' points outside its dictionary");
    }
    return text;
}

std::vector<std::array<std::uint8_t, 3>> read_scores(const Group& rfm, std::size_t customers) {
    const auto flat = read_values<std::uint8_t>(rfm, "score", {customers, 3});
    std::vector<std::array<std::uint8_t, 3>> scores(customers);
    for (std::size_t i = 0; i < flat.size(); ++i) {
        scores[i / 3][i % 3] = flat[i];
    }
    return scores;
}

void read_rule_segments(const Group& rfm, RfmTable& table) {
    table.rule_names = read_texts(rfm, "segment_name", kAnyLength);
    if (!rfm.has("segment")) {
        return;
    }
    table.rule_segment = read_values<std::uint8_t>(rfm, "segment", {table.customers()});
    if (std::any_of(table.rule_segment.begin(), table.rule_segment.end(),
                    [&](std::uint8_t segment) { return segment >= table.rule_names.size(); })) {
        throw StoreError("'/rfm/segment' points outside '/rfm/segment_name'");
    }
}

}  // namespace

std::vector<Column> read_attributes(const Group& parent, std::size_t count) {
    const Group attributes = parent.open("attributes");
    const Group order = parent.open("attribute_columns");
    const std::vector<std::string> links = read_texts(order, "dataset", kAnyLength);
    const std::vector<std::string> names = read_texts(order, "name", links.size());
    std::vector<Column> columns;
    for (std::size_t i = 0; i < links.size(); ++i) {
        Column column{.name = names[i], .values = {}};
        if (StoredDataset(attributes, links[i], {count}).type_class() == H5T_FLOAT) {
            column.values = read_values<double>(attributes, links[i], {count});
        } else {
            column.values = read_text_values(parent, links[i], count);
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

std::vector<NamedText> read_named_texts(const Group& group) {
    std::vector<NamedText> rows(count_rows(group, "name"));
    read_member(group, "name", rows, &NamedText::name);
    read_member(group, "text", rows, &NamedText::text);
    return rows;
}

std::vector<NamedCount> read_named_counts(const Group& group, const std::string& name_column) {
    std::vector<NamedCount> rows(count_rows(group, name_column));
    read_member(group, name_column, rows, &NamedCount::name);
    read_member(group, "count", rows, &NamedCount::count);
    return rows;
}

RfmTable read_rfm(const Group& root) {
    const Group customers = root.open("customers");
    const Group rfm = root.open("rfm");
    RfmTable table;
    table.ids = read_ids(customers);
    table.attributes = read_attributes(customers, table.customers());
    table.decimals = static_cast<int>(read_attribute<std::int64_t>(rfm.id(), "decimals"));
    table.first_time = read_attribute<std::int64_t>(rfm.id(), "first_time");
    table.last_time = read_attribute<std::int64_t>(rfm.id(), "last_time");
    table.as_of = read_values<Day>(rfm, "as_of", {kAnyLength});
    table.tensor = read_values<double>(rfm, "tensor", {table.windows(), table.customers(), 3});
    if (rfm.has("monetary_units")) {
        table.monetary_units = read_values<std::int64_t>(rfm, "monetary_units", {table.windows(), table.customers()});
    }
    if (rfm.has("score")) {
        table.scores = read_scores(rfm, table.customers());
    }
    read_rule_segments(rfm, table);
    table.definitions = read_named_texts(rfm.open("definitions"));
    table.counts = read_named_counts(rfm.open("counts"), "name");
    return table;
}

}  // namespace rfmeans::store
