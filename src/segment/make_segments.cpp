#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "rfmeans/error.hpp"
#include "rfmeans/segment.hpp"
#include "segment/attributes.hpp"
#include "segment/naming.hpp"
#include "segment/position.hpp"

namespace rfmeans {
namespace {

constexpr std::array<const char*, 3> kRfmNames = {"recency", "frequency", "monetary"};

std::vector<double> rfm_column(const RfmTable& table, std::size_t feature) {
    std::vector<double> column(table.customers());
    for (std::size_t customer = 0; customer < column.size(); ++customer) {
        column[customer] = table.row(table.windows() - 1, customer)[feature];
    }
    return column;
}

std::vector<std::vector<std::size_t>> members_of_clusters(const std::vector<std::int32_t>& labels, std::int32_t k) {
    std::vector<std::vector<std::size_t>> members(static_cast<std::size_t>(k));
    for (std::size_t customer = 0; customer < labels.size(); ++customer) {
        RFMEANS_EXPECTS(labels[customer] >= 0 && labels[customer] < k);
        members[static_cast<std::size_t>(labels[customer])].push_back(customer);
    }
    return members;
}

std::int64_t revenue_of(const RfmTable& table, const std::vector<std::size_t>& members) {
    const std::size_t last = (table.windows() - 1) * table.customers();
    std::int64_t units = 0;
    for (const std::size_t customer : members) {
        units = add_units(units, table.monetary_units[last + customer]);
    }
    return units;
}

/// Means and medians of R, F, M; NaN (no amounts) stays NaN.
void measure_rfm(const std::array<std::vector<double>, 3>& columns, const std::vector<std::size_t>& members,
                 Segment& segment) {
    for (const std::vector<double>& column : columns) {
        std::vector<double> known;
        for (const std::size_t customer : members) {
            if (!std::isnan(column[customer])) {
                known.push_back(column[customer]);
            }
        }
        const double sum = std::accumulate(known.begin(), known.end(), 0.0);
        segment.mean.push_back(known.empty() ? kUndefined : sum / static_cast<double>(known.size()));
        segment.median.push_back(segment::take_median(known));
    }
}

Segment measure_cluster(const RfmTable& table, const std::array<std::vector<double>, 3>& columns,
                        const std::vector<std::size_t>& members) {
    Segment segment;
    segment.customers = static_cast<std::int64_t>(members.size());
    segment.customer_share =
        table.customers() == 0 ? 0 : static_cast<double>(members.size()) / static_cast<double>(table.customers());
    segment.revenue_units = table.has_monetary() ? revenue_of(table, members) : 0;
    measure_rfm(columns, members, segment);
    return segment;
}

std::vector<double> raw_centroid(const FeatureMatrix& features, const Model& model, std::size_t cluster) {
    std::vector<double> raw;
    for (std::size_t d = 0; d < features.columns.size(); ++d) {
        raw.push_back(
            features.columns[d].raw(static_cast<double>(model.centroids.row(cluster)[d]) * features.points.step()));
    }
    return raw;
}

void sort_and_share(bool has_monetary, std::vector<Segment>& segments) {
    std::sort(segments.begin(), segments.end(), [&](const Segment& a, const Segment& b) {
        if ((a.customers == 0) != (b.customers == 0)) {
            return b.customers == 0;
        }
        const std::int64_t worth_a = has_monetary ? a.revenue_units : a.customers;
        const std::int64_t worth_b = has_monetary ? b.revenue_units : b.customers;
        return worth_a != worth_b ? worth_a > worth_b : a.cluster < b.cluster;
    });
    std::int64_t total = 0;
    for (const Segment& segment : segments) {
        total = add_units(total, segment.revenue_units);
    }
    for (Segment& segment : segments) {
        segment.revenue_share = has_monetary && total > 0
                                    ? static_cast<double>(segment.revenue_units) / static_cast<double>(total)
                                    : kUndefined;
    }
}

/// [segments] where the segments lie on one RFM feature: the centroid if the model knows it, else the median.
std::vector<double> positions(const FeatureMatrix& features, const std::vector<Segment>& segments, std::size_t rfm) {
    std::size_t dim = 0;
    while (dim < features.columns.size() && features.columns[dim].name != kRfmNames[rfm]) {
        ++dim;
    }
    std::vector<double> values;
    for (const Segment& segment : segments) {
        values.push_back(dim < features.columns.size() ? segment.centroid[dim] : segment.median[rfm]);
    }
    return values;
}

bool is_rfm_name(const std::string& name) {
    return std::find(kRfmNames.begin(), kRfmNames.end(), name) != kRfmNames.end();
}

/// Features beside R, F and M that are attributes of the table.
std::vector<segment::Axis> extra_axes(const RfmTable& table, const FeatureMatrix& features,
                                      const std::vector<Segment>& segments) {
    std::vector<segment::Axis> axes;
    for (std::size_t d = 0; d < features.columns.size(); ++d) {
        const std::string& name = features.columns[d].name;
        const auto column = std::find_if(table.attributes.begin(), table.attributes.end(),
                                         [&](const Column& c) { return c.name == name; });
        if (is_rfm_name(name) || column == table.attributes.end() || column->values.index() != 0) {
            continue;
        }
        std::vector<double> values;
        for (const Segment& segment : segments) {
            values.push_back(segment.centroid[d]);
        }
        axes.push_back({"higher " + name, "lower " + name,
                        segment::percentile_ranks(std::get<std::vector<double>>(column->values), values)});
    }
    return axes;
}

void name_all(const RfmTable& table, const FeatureMatrix& features, const std::array<std::vector<double>, 3>& columns,
              std::vector<Segment>& segments) {
    segment::NamingInput input{.rank = {},
                               .frequency = positions(features, segments, 1),
                               .has_monetary = table.has_monetary(),
                               .extra = extra_axes(table, features, segments)};
    for (std::size_t rfm = 0; rfm < 3; ++rfm) {
        input.rank[rfm] = segment::percentile_ranks(columns[rfm], positions(features, segments, rfm));
    }
    const auto words = segment::name_segments(input);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        segments[i].name = words[i].name;
        segments[i].action = words[i].action;
    }
}

}  // namespace

Segmentation make_segments(const RfmTable& table, const FeatureMatrix& features, const Model& model,
                           const std::vector<std::int32_t>& labels, const Choice& choice,
                           const std::vector<double>& cluster_silhouette) {
    RFMEANS_EXPECTS(table.windows() > 0 && labels.size() == table.customers());
    RFMEANS_EXPECTS(model.centroids.rows == static_cast<std::size_t>(model.k));
    RFMEANS_EXPECTS(model.centroids.cols == features.columns.size());
    RFMEANS_EXPECTS(cluster_silhouette.empty() || cluster_silhouette.size() == static_cast<std::size_t>(model.k));
    const std::array<std::vector<double>, 3> columns = {rfm_column(table, 0), rfm_column(table, 1),
                                                        rfm_column(table, 2)};
    const auto members = members_of_clusters(labels, model.k);
    auto profiles = segment::profile_attributes(table.attributes, members);

    Segmentation segmentation{
        .k = model.k, .seed = model.seed, .label = {}, .segments = {}, .explanation = choice.explanation};
    for (std::size_t cluster = 0; cluster < members.size(); ++cluster) {
        Segment segment = measure_cluster(table, columns, members[cluster]);
        segment.cluster = static_cast<std::int32_t>(cluster);
        segment.centroid = raw_centroid(features, model, cluster);
        segment.profile = std::move(profiles[cluster]);
        segment.silhouette = cluster_silhouette.empty() ? kUndefined : cluster_silhouette[cluster];
        segmentation.segments.push_back(std::move(segment));
    }
    sort_and_share(table.has_monetary(), segmentation.segments);
    name_all(table, features, columns, segmentation.segments);
    segmentation.label = segment_labels(segmentation, labels);
    return segmentation;
}

std::vector<std::uint16_t> segment_labels(const Segmentation& segmentation, const std::vector<std::int32_t>& labels) {
    std::vector<std::uint16_t> of_cluster(segmentation.segments.size(), kNoSegment);
    for (std::size_t i = 0; i < segmentation.segments.size(); ++i) {
        of_cluster[static_cast<std::size_t>(segmentation.segments[i].cluster)] = static_cast<std::uint16_t>(i);
    }
    std::vector<std::uint16_t> segments;
    segments.reserve(labels.size());
    for (const std::int32_t label : labels) {
        const bool known = label >= 0 && static_cast<std::size_t>(label) < of_cluster.size();
        segments.push_back(known ? of_cluster[static_cast<std::size_t>(label)] : kNoSegment);
    }
    return segments;
}

}  // namespace rfmeans
