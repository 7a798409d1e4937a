#include "store/write_rfm.hpp"

#include <algorithm>
#include <set>

#include "store/columns.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/text_check.hpp"

namespace rfmeans::store {
namespace {

constexpr const char* kScoreUnits = "score 1 to 5, 5 is best";

Handle write_ids(const CustomerIds& ids, const Group& customers) {
    const About about{"id", "1", "customer ids, ascending by number, else by bytes"};
    if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids.values)) {
        return write_column(customers, about, *numbers);
    }
    return write_texts(customers, {about.name, "text", about.description},
                       std::get<std::vector<std::string>>(ids.values));
}

// The column's own name where HDF5 takes it as a link, else its number.
std::string link_name(const std::string& column, std::size_t position, const std::set<std::string>& taken) {
    const bool usable = !column.empty() && column != "." && column != ".." && column.find('/') == std::string::npos;
    std::string link = usable ? column : "column " + std::to_string(position);
    while (taken.contains(link)) {
        link += "'";
    }
    return link;
}

struct AttributeGroups {
    Group values;
    Group dictionaries;
};

Handle write_attribute_column(const Column& column, const std::string& link, const std::string& rows,
                              const AttributeGroups& groups) {
    if (const auto* numbers = std::get_if<std::vector<double>>(&column.values)) {
        return write_column(groups.values, {link, "as in the input files", "a number a " + rows + "; NaN: missing"},
                            *numbers);
    }
    const auto& text = std::get<TextValues>(column.values);
    write_texts(groups.dictionaries, {link, "text", "the distinct values, ascending by bytes"}, text.dictionary);
    Handle codes =
        write_column(groups.values, {link, "1", "index into the dictionary, from 0; -1: missing"}, text.codes);
    write_attribute(codes.id(), "dictionary", groups.dictionaries.path_of(link));
    return codes;
}

void write_tensor(const RfmTable& table, const Group& rfm, const Scales& scales) {
    const Scale windows{write_column(rfm, {"as_of", "days since 1970-01-01", "as-of date of each window"}, table.as_of),
                        table.windows()};
    make_scale(windows.dataset, "window");
    const std::vector<std::string> names{"recency", "frequency", "monetary"};
    const Scale measures{write_texts(rfm, {"measure", "text", "names along the last dimension of the tensor"}, names),
                         names.size()};
    make_scale(measures.dataset, "measure");

    const Handle tensor =
        write_values<double>(rfm,
                             {"tensor", "recency: days; frequency: orders (see definitions); monetary: currency",
                              "recency, frequency and monetary of each customer at each as-of date; NaN: none"},
                             {table.windows(), table.customers(), 3}, table.tensor);
    windows.attach_to(tensor, 0, table.windows());
    scales.mark_customers(tensor, 1, table.customers());
    measures.attach_to(tensor, 2, names.size());

    if (table.has_monetary()) {
        const Handle units = write_values<std::int64_t>(
            rfm, {"monetary_units", "10^-decimals of the currency", "exact sums (of a mean: the sum it was made from)"},
            {table.windows(), table.customers()}, table.monetary_units);
        write_attribute(units.id(), "decimals", table.decimals);
        windows.attach_to(units, 0, table.windows());
        scales.mark_customers(units, 1, table.customers());
    }
}

void write_scores(const RfmTable& table, const Group& rfm, const Scales& scales) {
    if (!table.scores.empty()) {
        const std::span<const std::uint8_t> flat(table.scores.front().data(), 3 * table.scores.size());
        const Handle scores = write_values<std::uint8_t>(
            rfm, {"score", kScoreUnits, "quintile scores of R, F and M in the last window; M is 0 without amounts"},
            {table.scores.size(), 3}, flat);
        scales.mark_customers(scores, 0, table.scores.size());
    }
    write_texts(rfm, {"segment_name", "text", "rule segments, in the order of the rule table"}, table.rule_names);
    if (!table.rule_segment.empty()) {
        RFMEANS_EXPECTS(*std::max_element(table.rule_segment.begin(), table.rule_segment.end()) <
                        table.rule_names.size());
        const Handle segment =
            write_column(rfm, {"segment", "1", "rule segment of each customer: index into segment_name, from 0"},
                         table.rule_segment);
        scales.mark_customers(segment, 0, table.rule_segment.size());
    }
}

}  // namespace

void write_attributes(const std::vector<Column>& columns, const Group& parent, const std::string& rows,
                      const std::function<void(const Handle&)>& mark) {
    const AttributeGroups groups{parent.make("attributes", "any other column of the input files, one value a " + rows),
                                 parent.make("dictionaries", "the values of the attributes that are text")};
    std::set<std::string> taken;
    std::vector<NamedText> names;
    for (const Column& column : columns) {
        require_storable(column.name, "the name of an attribute");
        const std::string link = link_name(column.name, names.size(), taken);
        taken.insert(link);
        names.push_back({column.name, link});
        mark(write_attribute_column(column, link, rows, groups));
    }
    const Group order = parent.make("attribute_columns", "the attributes in their order");
    write_member(order, {"name", "text", "name in the input files"}, names, &NamedText::name);
    write_member(order, {"dataset", "text", "name below " + parent.path_of("attributes")}, names, &NamedText::text);
}

void write_rfm(const RfmTable& table, const Group& root, Scales& scales) {
    const Group customers = root.make("customers", "customers with a purchase");
    scales.customers = Scale{write_ids(table.ids, customers), table.customers()};
    make_scale(scales.customers->dataset, "customer");
    write_attributes(table.attributes, customers, "customer",
                     [&](const Handle& values) { scales.mark_customers(values, 0, table.customers()); });

    const Group rfm = root.make("rfm", "recency, frequency and monetary, scores and rule segments");
    write_attribute(rfm.id(), "decimals", table.decimals);
    write_attribute(rfm.id(), "first_time", table.first_time);
    write_attribute(rfm.id(), "last_time", table.last_time);
    write_attribute(rfm.id(), "time_units", "seconds since 1970-01-01 00:00:00, local time as written");
    write_tensor(table, rfm, scales);
    write_scores(table, rfm, scales);

    const Group definitions = rfm.make("definitions", "every definition in force");
    write_member(definitions, {"name", "text", "what is defined"}, table.definitions, &NamedText::name);
    write_member(definitions, {"text", "text", "its definition"}, table.definitions, &NamedText::text);
    const Group counts = rfm.make("counts", "rows used, rows left out by each policy, customers without a purchase");
    write_member(counts, {"name", "text", "what is counted"}, table.counts, &NamedCount::name);
    write_member(counts, {"count", "1", "how many"}, table.counts, &NamedCount::count);
}

}  // namespace rfmeans::store
