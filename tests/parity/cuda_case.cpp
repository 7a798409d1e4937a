// One run of the CUDA backend, which the environment may make fail.
// usage: cuda_case devices|fit|tree|models|points|sweep|metrics|starts
//   fit, tree: a few rounds, brute or through the tree
//   sweep: 64 fits, whose labels take 1.3 MiB
//   models: so many large ones that they take 9.7 MiB; points: 0.7 MiB of them, and 0.3 MiB for their labels
//   metrics: of one assignment; starts: random ones, and says whether they were drawn on the device or on the host
// Exit code 0: equal to the reference; 1: an Error{resource}, whose message is printed; 3: another answer.
#include <algorithm>
#include <cstdio>
#include <string>

#include "parity/parity.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/evaluate.hpp"

namespace rfmeans::test {
namespace {

bool list_devices() {
    const CudaDevices devices = find_cuda_devices();
    for (const std::string& description : devices.descriptions) {
        std::printf("device: %s\n", description.c_str());
    }
    if (!devices.reason.empty()) {
        std::printf("reason: %s\n", devices.reason.c_str());
    }
    return devices.descriptions.empty() != devices.reason.empty();
}

/// Rounds and labels of a few jobs on an engine of its own, and silhouettes where they take no long time.
struct Answer {
    std::vector<RoundJob> jobs;
    Assignment assignment;
    std::optional<std::vector<numerics::Int128>> silhouettes;
};

constexpr std::size_t kMostPairedPoints = 500;

Answer run_rounds(Backend& backend, const PointSet& points, std::vector<RoundJob> jobs) {
    const auto engine = backend.load(points);
    Answer answer{.jobs = std::move(jobs), .assignment = {}, .silhouettes = {}};
    for (int round = 0; round < 2; ++round) {
        engine->round(answer.jobs);
    }
    const Matrix<float>& centroids = answer.jobs.front().centroids;
    answer.assignment = engine->assign(centroids);
    if (points.points() <= kMostPairedPoints) {
        answer.silhouettes = engine->sum_euclidean_silhouettes(answer.assignment.labels, centroids.rows);
    }
    return answer;
}

bool equals_reference(const PointSet& points, std::size_t jobs, std::size_t k,
                      RoundMethod method = RoundMethod::brute) {
    std::vector<RoundJob> starts(jobs);
    for (std::size_t m = 0; m < jobs; ++m) {
        starts[m].centroids = Matrix<float>(k, points.dims());
        for (std::size_t j = 0; j < k; ++j) {
            for (std::size_t d = 0; d < points.dims(); ++d) {
                starts[m].centroids.row(j)[d] = points.values.row((j + m * 5) % points.points())[d];
            }
        }
    }
    const auto backend = make_cuda_backend(0, method);
    const Answer found = run_rounds(*backend, points, starts);
    const Answer expected = run_rounds(*make_reference_backend(), points, starts);
    for (std::size_t m = 0; m < jobs; ++m) {
        if (found.jobs[m].centroids != expected.jobs[m].centroids || found.jobs[m].sums != expected.jobs[m].sums ||
            found.jobs[m].weights != expected.jobs[m].weights) {
            return false;
        }
    }
    return found.assignment.labels == expected.assignment.labels &&
           found.assignment.distances == expected.assignment.distances && found.silhouettes == expected.silhouettes;
}

PointSet weighted_points(std::size_t points, std::size_t dims) {
    PointSet set = uniform_points(points, dims, 1'000, 1);
    set.weights.assign(points, 3);
    return set;
}

/// Fits that do not all go at once: each group goes on to its end before the next one starts.
bool sweep_equals_reference() {
    const PointSet points = uniform_points(20'000, 1, 60, 2);
    SweepSpec spec{.ks = {2, 30}, .seeds = {}, .start = StartRule::random, .stop = {.max_iterations = 40}};
    for (std::uint64_t seed = 0; seed < 32; ++seed) {
        spec.seeds.push_back(seed);
    }
    const Sweep found = run_sweep(*make_cuda_backend(0, RoundMethod::brute), points, spec);
    const Sweep expected = run_sweep(*make_cpu_backend(), points, spec);
    for (std::size_t m = 0; m < expected.models.size(); ++m) {
        if (!same_bits(found.models[m].centroids, expected.models[m].centroids) ||
            found.models[m].iterations != expected.models[m].iterations) {
            return false;
        }
    }
    return found.models.size() == expected.models.size();
}

bool metrics_equal_reference() {
    const PointSet points = weighted_points(300, 3);
    Matrix<float> centroids(5, 3);
    std::copy_n(points.values.values.begin(), centroids.values.size(), centroids.values.begin());
    const auto cuda = make_cuda_backend(0, RoundMethod::brute);
    const auto reference = make_reference_backend();
    LoadedPoints on_device(*cuda, points);
    LoadedPoints on_host(*reference, points);
    const PartitionMetrics found = measure_assignment(on_device, centroids);
    const PartitionMetrics expected = measure_assignment(on_host, centroids);
    return found.inertia == expected.inertia && found.davies_bouldin == expected.davies_bouldin &&
           found.silhouette == expected.silhouette && found.simplified_silhouette == expected.simplified_silhouette &&
           found.cluster_silhouette == expected.cluster_silhouette;
}

bool random_starts_equal_reference() {
    const PointSet points = weighted_points(3'000, 3);
    const std::vector<std::uint64_t> seeds{0, 1};
    const StartWish wish{.rule = StartRule::random, .k_max = 20, .seeds = seeds};
    const auto rows = make_cuda_backend(0, RoundMethod::tree)->load(points)->draw_starts(wish);
    std::puts(rows ? "on the device" : "on the host");
    return !rows || *rows == StartRows{random_rows(points, 20, 0), random_rows(points, 20, 1)};
}

bool run_case(const std::string& name) {
    if (name == "devices") {
        return list_devices();
    }
    if (name == "fit") {
        return equals_reference(weighted_points(300, 3), 4, 5);
    }
    if (name == "tree") {
        return equals_reference(weighted_points(3'000, 3), 4, 5, RoundMethod::tree);
    }
    if (name == "metrics") {
        return metrics_equal_reference();
    }
    if (name == "starts") {
        return random_starts_equal_reference();
    }
    if (name == "sweep") {
        return sweep_equals_reference();
    }
    if (name == "models") {
        return equals_reference(weighted_points(20, 7), 100, 1'150);
    }
    return name == "points" && equals_reference(weighted_points(60'000, 1), 2, 3);
}

}  // namespace
}  // namespace rfmeans::test

int main(int argc, char** argv) {
    try {
        if (argc == 2 && rfmeans::test::run_case(argv[1])) {
            std::puts("equal");
            return 0;
        }
        return 3;
    } catch (const rfmeans::Error& error) {
        std::printf("error: %s\n", error.what());
        return error.failure() == rfmeans::Failure::resource ? 1 : 3;
    }
}
