// One run of the CUDA backend, which the environment may make fail.
// usage: cuda_case
// devices|fit|tree|many|product|devices_fit|streamed|streamed_sweep|wide|models|points|sweep|metrics|starts
//   fit, tree, many, product, devices_fit: a few rounds, brute, through the tree with few clusters or with many, where
//   there is cuBLAS by its products, or brute on all devices
//   streamed: points that take 1.6 MB, on all devices; wide: 128 of them take 2 MB
//   sweep: 64 fits, whose labels take 1.3 MiB
//   models: so many large ones that they take 9.7 MiB; points: 0.7 MiB of them, and 0.3 MiB for their labels
//   metrics: of one assignment; starts: random ones, and says whether they were drawn on the device or on the host
// Exit code 0: equal to the reference; 1: an Error{resource}, whose message is printed; 3: another answer.
#include <algorithm>
#include <cstdio>
#include <numeric>
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

bool equals_reference(const PointSet& points, std::size_t jobs, std::size_t k, RoundMethod method = RoundMethod::brute,
                      const std::vector<int>& devices = {0}) {
    std::vector<RoundJob> starts(jobs);
    for (std::size_t m = 0; m < jobs; ++m) {
        starts[m].centroids = Matrix<float>(k, points.dims());
        for (std::size_t j = 0; j < k; ++j) {
            for (std::size_t d = 0; d < points.dims(); ++d) {
                starts[m].centroids.row(j)[d] = points.values.row((j + m * 5) % points.points())[d];
            }
        }
    }
    const auto backend = make_cuda_backend(devices, method);
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

std::vector<int> all_devices() {
    // One at least, to be told why it cannot be used.
    std::vector<int> devices(std::max<std::size_t>(1, find_cuda_devices().descriptions.size()));
    std::iota(devices.begin(), devices.end(), 0);
    return devices;
}

bool sweep_equals_reference(const PointSet& points, const SweepSpec& spec, const std::vector<int>& devices) {
    const Sweep found = run_sweep(*make_cuda_backend(devices, RoundMethod::brute), points, spec);
    const Sweep expected = run_sweep(*make_cpu_backend(), points, spec);
    for (std::size_t m = 0; m < expected.models.size(); ++m) {
        if (!same_bits(found.models[m].centroids, expected.models[m].centroids) ||
            found.models[m].iterations != expected.models[m].iterations) {
            return false;
        }
    }
    return found.models.size() == expected.models.size();
}

/// Fits that do not all go at once: each group goes on to its end before the next one starts.
bool groups_equal_reference() {
    SweepSpec spec{.ks = {2, 30}, .seeds = {}, .start = StartRule::random, .stop = {.max_iterations = 40}};
    for (std::uint64_t seed = 0; seed < 32; ++seed) {
        spec.seeds.push_back(seed);
    }
    return sweep_equals_reference(uniform_points(20'000, 1, 60, 2), spec, {0});
}

bool metrics_equal_reference(const PointSet& points, const std::vector<int>& devices) {
    Matrix<float> centroids(5, points.dims());
    std::copy_n(points.values.values.begin(), centroids.values.size(), centroids.values.begin());
    const auto cuda = make_cuda_backend(devices, RoundMethod::brute);
    const auto reference = make_reference_backend();
    LoadedPoints on_device(*cuda, points);
    LoadedPoints on_host(*reference, points);
    const PartitionMetrics found = measure_assignment(on_device, centroids);
    const PartitionMetrics expected = measure_assignment(on_host, centroids);
    return found.inertia == expected.inertia && found.davies_bouldin == expected.davies_bouldin &&
           found.silhouette == expected.silhouette && found.simplified_silhouette == expected.simplified_silhouette &&
           found.cluster_silhouette == expected.cluster_silhouette;
}

/// k-means++ on the host, metrics, and clusters that become empty.
bool streamed_sweep_equals_reference() {
    const SweepSpec spec{.ks = {1, 3, 40}, .seeds = {1, 2}, .stop = {.max_iterations = 6}};
    Matrix<float> start(5, 8);
    std::ranges::fill(start.row(4), 8e6F);
    const SweepSpec empties{
        .ks = {5}, .seeds = {0}, .start = StartRule::file, .start_centroids = start, .stop = {.max_iterations = 6}};
    const PointSet points = weighted_points(40'000, 8);
    return sweep_equals_reference(points, spec, all_devices()) &&
           sweep_equals_reference(points, empties, all_devices()) && metrics_equal_reference(points, all_devices());
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
    if (name == "product") {
        return equals_reference(weighted_points(300, 20), 4, 5);
    }
    if (name == "many") {
        return equals_reference(weighted_points(3'000, 3), 1, 80, RoundMethod::tree);
    }
    if (name == "metrics") {
        return metrics_equal_reference(weighted_points(300, 3), all_devices());
    }
    if (name == "starts") {
        return random_starts_equal_reference();
    }
    if (name == "sweep") {
        return groups_equal_reference();
    }
    if (name == "devices_fit") {
        return equals_reference(weighted_points(300, 3), 4, 5, RoundMethod::brute, all_devices());
    }
    if (name == "streamed") {
        return equals_reference(weighted_points(40'000, 8), 2, 5, RoundMethod::brute, all_devices());
    }
    if (name == "streamed_sweep") {
        return streamed_sweep_equals_reference();
    }
    if (name == "wide") {
        return equals_reference(weighted_points(128, 4'000), 1, 1);
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
