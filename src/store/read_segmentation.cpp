#include "store/columns.hpp"
#include "store/hdf5_attribute.hpp"
#include "store/read_parts.hpp"
#include "store/store_error.hpp"

namespace rfmeans::store {
namespace {

std::vector<std::uint16_t> read_labels(const Group& group, std::size_t segments) {
    const bool small = StoredDataset(group, "label", {kAnyLength}).element_bytes() == 1;
    auto labels = read_values<std::uint16_t>(group, "label", {kAnyLength});
    for (std::uint16_t& label : labels) {
        if (small && label == kNoSmallSegment) {
            label = kNoSegment;
        } else if (label >= segments && label != kNoSegment) {
            throw StoreError("'/segments/label' names a segment that is not there");
        }
    }
    return labels;
}

void read_vectors(const Group& group, const std::string& name, std::vector<Segment>& segments,
                  std::vector<double> Segment::* member) {
    const StoredDataset dataset(group, name, {segments.size(), kAnyLength});
    const auto flat = read_values<double>(group, name, dataset.shape());
    const auto width = static_cast<std::ptrdiff_t>(dataset.shape()[1]);
    auto first = flat.begin();
    for (Segment& segment : segments) {
        (segment.*member).assign(first, first + width);
        first += width;
    }
}

void read_profiles(const Group& group, std::vector<Segment>& segments) {
    const std::vector<NamedText> lines = read_named_texts(group);
    const auto owners = read_values<std::int32_t>(group, "segment", {lines.size()});
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (owners[i] < 0 || static_cast<std::size_t>(owners[i]) >= segments.size()) {
            throw StoreError("'/segments/profile' names a segment that is not there");
        }
        segments[static_cast<std::size_t>(owners[i])].profile.push_back(lines[i]);
    }
}

}  // namespace

Segmentation read_segmentation(const Group& group) {
    Segmentation segmentation;
    segmentation.k = static_cast<std::int32_t>(read_attribute<std::int64_t>(group.id(), "k"));
    segmentation.seed = read_attribute<std::uint64_t>(group.id(), "seed");
    segmentation.explanation = read_text(group, "explanation");
    std::vector<Segment>& segments = segmentation.segments;
    segments.resize(count_rows(group, "name"));
    read_member(group, "name", segments, &Segment::name);
    read_member(group, "action", segments, &Segment::action);
    read_member(group, "cluster", segments, &Segment::cluster);
    read_member(group, "customers", segments, &Segment::customers);
    read_member(group, "revenue_units", segments, &Segment::revenue_units);
    read_member(group, "customer_share", segments, &Segment::customer_share);
    read_member(group, "revenue_share", segments, &Segment::revenue_share);
    read_member(group, "silhouette", segments, &Segment::silhouette);
    read_vectors(group, "centroid", segments, &Segment::centroid);
    read_vectors(group, "mean", segments, &Segment::mean);
    read_vectors(group, "median", segments, &Segment::median);
    read_profiles(group.open("profile"), segments);
    segmentation.label = read_labels(group, segments.size());
    return segmentation;
}

}  // namespace rfmeans::store
