#include "store/columns.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/write_models.hpp"

namespace rfmeans::store {
namespace {

// One byte a customer where the segments leave 255 free.
Handle write_labels(const Segmentation& segmentation, const Group& group) {
    const std::size_t count = segmentation.segments.size();
    for (const std::uint16_t label : segmentation.label) {
        RFMEANS_EXPECTS(label < count || label == kNoSegment);
    }
    if (count > kNoSmallSegment) {
        return write_column(group, {"label", "1", "segment of each customer, from 0; 65535: none"}, segmentation.label);
    }
    std::vector<std::uint8_t> small;
    small.reserve(segmentation.label.size());
    for (const std::uint16_t label : segmentation.label) {
        small.push_back(label == kNoSegment ? kNoSmallSegment : static_cast<std::uint8_t>(label));
    }
    return write_column(group, {"label", "1", "segment of each customer, from 0; 255: none"}, small);
}

// One row a segment; all segments have as many values.
Handle write_vectors(const Group& group, const About& about, const std::vector<Segment>& segments,
                     std::vector<double> Segment::* member) {
    std::vector<double> flat;
    const std::size_t width = segments.empty() ? 0 : (segments.front().*member).size();
    for (const Segment& segment : segments) {
        RFMEANS_EXPECTS((segment.*member).size() == width);
        flat.insert(flat.end(), (segment.*member).begin(), (segment.*member).end());
    }
    return write_values<double>(group, about, {segments.size(), width}, flat);
}

void write_numbers(const std::vector<Segment>& segments, const Group& group, const Scales& scales) {
    write_member(group, {"action", "text", "a suggested action"}, segments, &Segment::action);
    write_member(group, {"cluster", "1", "the engine's index of the cluster, from 0"}, segments, &Segment::cluster);
    write_member(group, {"customers", "customers", "size"}, segments, &Segment::customers);
    write_member(group, {"revenue_units", "10^-decimals of the currency", "exact; decimals stand at /rfm"}, segments,
                 &Segment::revenue_units);
    write_member(group, {"customer_share", "1", "share of all customers, 0 to 1"}, segments, &Segment::customer_share);
    write_member(group, {"revenue_share", "1", "share of all revenue; NaN without amounts"}, segments,
                 &Segment::revenue_share);
    write_member(group, {"silhouette", "1", "mean squared-Euclidean silhouette; NaN where undefined"}, segments,
                 &Segment::silhouette);
    const Handle centroids = write_vectors(
        group, {"centroid", "days, orders, currency, or an attribute's own units", "the model's centroid in raw units"},
        segments, &Segment::centroid);
    scales.mark_features(centroids, 1, segments.empty() ? 0 : segments.front().centroid.size());
    write_vectors(group, {"mean", "days, orders, currency", "arithmetic means of recency, frequency, monetary"},
                  segments, &Segment::mean);
    write_vectors(group, {"median", "days, orders, currency", "medians of recency, frequency, monetary"}, segments,
                  &Segment::median);
}

void write_profiles(const std::vector<Segment>& segments, const Group& group) {
    std::vector<std::int32_t> owners;
    std::vector<NamedText> lines;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        owners.insert(owners.end(), segments[i].profile.size(), static_cast<std::int32_t>(i));
        lines.insert(lines.end(), segments[i].profile.begin(), segments[i].profile.end());
    }
    const Group profile = group.make("profile", "attributes of the segments, one row a segment and attribute");
    write_column(profile, {"segment", "1", "segment, from 0"}, owners);
    write_member(profile, {"name", "text", "attribute"}, lines, &NamedText::name);
    write_member(profile, {"text", "text", "mean, or most frequent value with its share"}, lines, &NamedText::text);
}

}  // namespace

void write_segmentation(const Segmentation& segmentation, const Group& root, const Scales& scales) {
    const Group group = root.make("segments", "the clusters of the chosen model, named, by revenue descending");
    write_attribute(group.id(), "k", segmentation.k);
    write_attribute(group.id(), "seed", segmentation.seed);
    write_text(group, {"explanation", "text", "why this k"}, segmentation.explanation);
    scales.mark_customers(write_labels(segmentation, group), 0, segmentation.label.size());
    const Handle names =
        write_member(group, {"name", "text", "name of each segment"}, segmentation.segments, &Segment::name);
    make_scale(names, "segment");
    write_numbers(segmentation.segments, group, scales);
    write_profiles(segmentation.segments, group);
}

}  // namespace rfmeans::store
