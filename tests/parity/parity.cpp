#include "parity/parity.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstring>
#include <map>

#include "rfmeans/cluster.hpp"

namespace rfmeans::test {
namespace {

std::uint64_t bits(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

/// The reference's answer, made once for all backends, thread counts and SIMD targets of a test program.
const Sweep& reference_sweep(const std::string& what, const PointSet& points, const SweepSpec& spec) {
    static std::map<std::string, Sweep> known;
    const auto found = known.find(what);
    return found != known.end() ? found->second
                                : known.emplace(what, run_sweep(*make_reference_backend(), points, spec)).first->second;
}

}  // namespace

std::vector<RoundJob> make_jobs(const PointSet& points, const std::vector<std::size_t>& ks) {
    std::vector<RoundJob> jobs;
    for (const std::size_t k : ks) {
        RoundJob job{.centroids = Matrix<float>(k, points.dims()), .sums = {}, .weights = {}};
        for (std::size_t j = 0; j < k; ++j) {
            for (std::size_t d = 0; d < points.dims(); ++d) {
                const float coordinate = points.values.row((j * 7 + k) % points.points())[d];
                job.centroids.row(j)[d] = coordinate + (j % 3 == 0 ? 0.5F : 0.0F);
            }
        }
        jobs.push_back(std::move(job));
    }
    return jobs;
}

void expect_same(const Sweep& found, const Sweep& expected, const std::string& what) {
    ASSERT_EQ(found.models.size(), expected.models.size()) << what;
    for (std::size_t m = 0; m < found.models.size(); ++m) {
        const Model& a = found.models[m];
        const Model& b = expected.models[m];
        const std::string where = what + ", k=" + std::to_string(b.k) + ", seed=" + std::to_string(b.seed);
        EXPECT_TRUE(same_bits(a.centroids, b.centroids)) << where;
        EXPECT_EQ(a.weights, b.weights) << where;
        EXPECT_EQ(a.iterations, b.iterations) << where;
        EXPECT_EQ(a.end, b.end) << where;
        EXPECT_EQ(a.relocations, b.relocations) << where;
        EXPECT_EQ(bits(a.inertia), bits(b.inertia)) << where;
        EXPECT_EQ(bits(a.calinski_harabasz), bits(b.calinski_harabasz)) << where;
        EXPECT_EQ(bits(a.bic), bits(b.bic)) << where;
    }
}

void expect_same_sweeps(Backend& backend, const NamedPoints& set) {
    const auto distinct = static_cast<std::int32_t>(count_distinct_points(set.points));
    std::vector<std::int32_t> ks;
    for (const std::int32_t k : {1, 2, 3, 5, 8, 20, 64}) {
        if (k <= distinct) {
            ks.push_back(k);
        }
    }
    if (distinct > ks.back() && distinct <= 33) {
        ks.push_back(distinct);  // k = n
    }
    // Starts are drawn before any round, and the tolerance is asked at its end. So of the pairs of both, larger sets,
    // which take nearly all of the time, have two. 30 rounds: the device has two goes of 16, the second one cut short.
    constexpr std::size_t kFewPoints = 300;
    for (const StartRule start : {StartRule::kmeanspp, StartRule::random}) {
        for (const double tolerance : {0.0, 1e-3}) {
            if (set.points.points() > kFewPoints && (start == StartRule::random) != (tolerance > 0)) {
                continue;
            }
            const SweepSpec spec{
                .ks = ks, .seeds = {0, 1, 77}, .start = start, .stop = {.max_iterations = 30, .tolerance = tolerance}};
            const std::string what = set.name + (start == StartRule::kmeanspp ? ", k-means++" : ", random") +
                                     (tolerance > 0 ? ", tolerance" : "");
            expect_same(run_sweep(backend, set.points, spec), reference_sweep(what, set.points, spec), what);
        }
    }
}

void expect_same_fits_with_empty_clusters(Backend& backend, const NamedPoints& set) {
    for (const std::size_t k : {std::size_t{2}, std::size_t{7}, std::size_t{40}}) {
        if (static_cast<std::int64_t>(k) > count_distinct_points(set.points)) {
            continue;
        }
        Matrix<float> start(k, set.points.dims());
        for (std::size_t j = 0; j < k; ++j) {
            for (std::size_t d = 0; d < set.points.dims(); ++d) {
                // Pairs of equal centroids, and the last one far from all points.
                start.row(j)[d] = j + 1 == k ? 8e6F : set.points.values.row(j / 2)[d];
            }
        }
        const SweepSpec spec{.ks = {static_cast<std::int32_t>(k)},
                             .seeds = {0},
                             .start = StartRule::file,
                             .start_centroids = start,
                             .stop = {.max_iterations = 200}};
        const std::string what = set.name + ", empty clusters, k=" + std::to_string(k);
        expect_same(run_sweep(backend, set.points, spec), reference_sweep(what, set.points, spec), what);
    }
}

void expect_same_labels(Backend& backend, const NamedPoints& set) {
    const auto reference = make_reference_backend();
    Matrix<float> centroids(9, set.points.dims());
    IntegerStream stream(99);
    for (std::size_t j = 0; j < centroids.rows; ++j) {
        for (std::size_t d = 0; d < centroids.cols; ++d) {
            const float coordinate = set.points.values.row(j % set.points.points())[d];
            // Off the grid, mirrored pairs around a point, and repeated ones.
            centroids.row(j)[d] =
                j < 3 ? coordinate
                      : coordinate + (j % 2 == 0 ? 0.375F : -0.375F) * static_cast<float>(stream.next(0, 3));
        }
    }
    const Assignment found = label_points(backend, set.points, centroids);
    const Assignment expected = label_points(*reference, set.points, centroids);
    EXPECT_EQ(found.labels, expected.labels) << set.name;
    ASSERT_EQ(found.distances.size(), expected.distances.size());
    EXPECT_EQ(std::memcmp(found.distances.data(), expected.distances.data(), found.distances.size() * sizeof(float)), 0)
        << set.name;
}

std::vector<numerics::Int128> sum_silhouettes(Backend& backend, const PointSet& points,
                                              const std::vector<std::int32_t>& labels, std::size_t k) {
    const auto sums = backend.load(points)->sum_euclidean_silhouettes(labels, k);
    return sums ? *sums : sum_euclidean_silhouettes(points, labels, k);
}

void expect_same_silhouettes(Backend& backend, const NamedPoints& set) {
    const auto reference = make_reference_backend();
    for (const std::int32_t k : {1, 2, 5, 70}) {
        IntegerStream stream(static_cast<std::uint64_t>(k));
        std::vector<std::int32_t> labels;
        for (std::size_t i = 0; i < set.points.points(); ++i) {
            // The first point is alone where k > 2; the last cluster is empty where k > 5.
            labels.push_back(i == 0 || k <= 2 ? 0 : static_cast<std::int32_t>(stream.next(1, k <= 5 ? k - 1 : k - 2)));
        }
        if (k == 2) {
            labels.back() = 1;
        }
        for (const int exponent : {0, -3}) {
            PointSet points = set.points;
            points.weight_exponent = points.weights.empty() ? 0 : exponent;
            EXPECT_TRUE(sum_silhouettes(backend, points, labels, static_cast<std::size_t>(k)) ==
                        *reference->load(points)->sum_euclidean_silhouettes(labels, static_cast<std::size_t>(k)))
                << set.name << ", k=" << k << ", weight exponent " << points.weight_exponent;
        }
    }
}

void expect_equal_to_reference(Backend& backend) {
    for (const NamedPoints& set : hostile_point_sets()) {
        expect_same_sweeps(backend, set);
        expect_same_fits_with_empty_clusters(backend, set);
        expect_same_labels(backend, set);
        if (set.points.points() <= 300) {
            expect_same_silhouettes(backend, set);
        }
    }
}

}  // namespace rfmeans::test
