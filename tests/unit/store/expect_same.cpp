#include <gtest/gtest.h>

#include <bit>

#include "support/same_tables.hpp"
#include "unit/store/example_study.hpp"

namespace rfmeans::test {
namespace {

std::vector<std::uint32_t> float_bits(const std::vector<float>& values) {
    std::vector<std::uint32_t> all;
    for (const float x : values) {
        all.push_back(std::bit_cast<std::uint32_t>(x));
    }
    return all;
}

void expect_same_provenance(const Provenance& found, const Provenance& expected) {
    EXPECT_EQ(found.tool_version, expected.tool_version);
    EXPECT_EQ(found.created, expected.created);
    EXPECT_EQ(found.command, expected.command);
    EXPECT_EQ(found.options, expected.options);
    ASSERT_EQ(found.inputs.size(), expected.inputs.size());
    for (std::size_t i = 0; i < found.inputs.size(); ++i) {
        EXPECT_EQ(found.inputs[i].path, expected.inputs[i].path);
        EXPECT_EQ(found.inputs[i].bytes, expected.inputs[i].bytes);
        EXPECT_EQ(found.inputs[i].sha256, expected.inputs[i].sha256);
        EXPECT_EQ(found.inputs[i].dialect, expected.inputs[i].dialect);
        EXPECT_EQ(found.inputs[i].rows, expected.inputs[i].rows);
        EXPECT_EQ(found.inputs[i].blank_rows, expected.inputs[i].blank_rows);
        EXPECT_EQ(found.inputs[i].rejected_rows, expected.inputs[i].rejected_rows);
    }
}

void expect_same_spec(const RfmSpec& found, const RfmSpec& expected) {
    EXPECT_EQ(found.as_of, expected.as_of);
    EXPECT_EQ(found.frequency, expected.frequency);
    EXPECT_EQ(found.monetary, expected.monetary);
    EXPECT_EQ(found.returns, expected.returns);
    EXPECT_EQ(found.guests, expected.guests);
    EXPECT_EQ(found.free_rows, expected.free_rows);
    EXPECT_EQ(found.period, expected.period);
}

void expect_same_roles(const std::vector<ColumnRole>& found, const std::vector<ColumnRole>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].column, expected[i].column);
        EXPECT_EQ(found[i].role, expected[i].role);
        EXPECT_EQ(found[i].reason, expected[i].reason);
    }
}

void expect_same_features(const FeatureMatrix& found, const FeatureMatrix& expected) {
    EXPECT_EQ(found.points.values.rows, expected.points.values.rows);
    EXPECT_EQ(found.points.values.cols, expected.points.values.cols);
    EXPECT_EQ(float_bits(found.points.values.values), float_bits(expected.points.values.values));
    EXPECT_EQ(found.points.step_exponent, expected.points.step_exponent);
    EXPECT_EQ(found.points.weights, expected.points.weights);
    EXPECT_EQ(found.points.weight_exponent, expected.points.weight_exponent);
    EXPECT_EQ(found.warnings, expected.warnings);
    ASSERT_EQ(found.columns.size(), expected.columns.size());
    for (std::size_t i = 0; i < found.columns.size(); ++i) {
        const FeatureColumn& a = found.columns[i];
        const FeatureColumn& b = expected.columns[i];
        EXPECT_EQ(a.name, b.name);
        EXPECT_EQ(a.transform, b.transform);
        EXPECT_EQ(bits({a.lowest, a.highest, a.centre, a.scale}), bits({b.lowest, b.highest, b.centre, b.scale}));
        EXPECT_EQ(a.constant, b.constant);
    }
}

void expect_same_sweep(const Sweep& found, const Sweep& expected) {
    EXPECT_EQ(found.start, expected.start);
    EXPECT_EQ(found.stop, expected.stop);
    EXPECT_EQ(found.device, expected.device);
    EXPECT_EQ(found.warnings, expected.warnings);
    ASSERT_EQ(found.models.size(), expected.models.size());
    for (std::size_t i = 0; i < found.models.size(); ++i) {
        const Model& a = found.models[i];
        const Model& b = expected.models[i];
        EXPECT_EQ(a.k, b.k);
        EXPECT_EQ(a.seed, b.seed);
        EXPECT_EQ(a.centroids.rows, b.centroids.rows);
        EXPECT_EQ(a.centroids.cols, b.centroids.cols);
        EXPECT_EQ(float_bits(a.centroids.values), float_bits(b.centroids.values));
        EXPECT_EQ(a.weights, b.weights);
        EXPECT_EQ(a.iterations, b.iterations);
        EXPECT_EQ(a.end, b.end);
        EXPECT_EQ(a.relocations, b.relocations);
        EXPECT_EQ(a.empty_clusters, b.empty_clusters);
        EXPECT_EQ(bits({a.inertia, a.calinski_harabasz, a.bic, a.davies_bouldin, a.silhouette, a.simplified_silhouette,
                        a.euclidean_silhouette}),
                  bits({b.inertia, b.calinski_harabasz, b.bic, b.davies_bouldin, b.silhouette, b.simplified_silhouette,
                        b.euclidean_silhouette}));
    }
}

void expect_same_segments(const Segmentation& found, const Segmentation& expected) {
    EXPECT_EQ(found.k, expected.k);
    EXPECT_EQ(found.seed, expected.seed);
    EXPECT_EQ(found.label, expected.label);
    EXPECT_EQ(found.explanation, expected.explanation);
    ASSERT_EQ(found.segments.size(), expected.segments.size());
    for (std::size_t i = 0; i < found.segments.size(); ++i) {
        const Segment& a = found.segments[i];
        const Segment& b = expected.segments[i];
        EXPECT_EQ(a.cluster, b.cluster);
        EXPECT_EQ(a.name, b.name);
        EXPECT_EQ(a.action, b.action);
        EXPECT_EQ(a.customers, b.customers);
        EXPECT_EQ(a.revenue_units, b.revenue_units);
        EXPECT_EQ(bits({a.customer_share, a.revenue_share, a.silhouette}),
                  bits({b.customer_share, b.revenue_share, b.silhouette}));
        EXPECT_EQ(bits(a.centroid), bits(b.centroid));
        EXPECT_EQ(bits(a.mean), bits(b.mean));
        EXPECT_EQ(bits(a.median), bits(b.median));
        EXPECT_EQ(a.profile, b.profile);
    }
}

}  // namespace

void expect_same(const Study& found, const Study& expected) {
    expect_same_provenance(found.provenance, expected.provenance);
    expect_same_spec(found.rfm_spec, expected.rfm_spec);
    EXPECT_EQ(found.filters, expected.filters);
    EXPECT_EQ(found.dates, expected.dates);
    expect_same_roles(found.roles, expected.roles);
    EXPECT_EQ(found.reject_counts, expected.reject_counts);
    EXPECT_EQ(found.profile_json, expected.profile_json);
    ASSERT_EQ(found.rfm.has_value(), expected.rfm.has_value());
    ASSERT_EQ(found.features.has_value(), expected.features.has_value());
    ASSERT_EQ(found.sweep.has_value(), expected.sweep.has_value());
    ASSERT_EQ(found.segmentation.has_value(), expected.segmentation.has_value());
    if (found.rfm) {
        expect_same_rfm(*found.rfm, *expected.rfm);
    }
    ASSERT_EQ(found.transactions.has_value(), expected.transactions.has_value());
    if (found.transactions) {
        expect_same_transactions(*found.transactions, *expected.transactions);
    }
    if (found.features) {
        expect_same_features(*found.features, *expected.features);
    }
    if (found.sweep) {
        expect_same_sweep(*found.sweep, *expected.sweep);
    }
    if (found.segmentation) {
        expect_same_segments(*found.segmentation, *expected.segmentation);
    }
}

}  // namespace rfmeans::test
