// Fits of made RFM points on the CUDA device, for bench/gpu_counts; compared with the cpu engine bit by bit.
// usage: bench_gpu_fit POINTS DIMS K FITS tree|brute MOST_ROUNDS
// Prints {"rounds": of all fits together, "longest": of one fit}. Exit code 1: another answer than the cpu engine's.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <string>
#include <vector>

#include "bench/engine/workbench.hpp"
#include "cluster/lloyd.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::bench {
namespace {

std::vector<Matrix<float>> draw(Engine& engine, const PointSet& points, std::int32_t k, std::size_t fits) {
    std::vector<std::uint64_t> seeds(fits);
    std::iota(seeds.begin(), seeds.end(), std::uint64_t{0});
    auto rows = engine.draw_starts({.rule = StartRule::kmeanspp, .k_max = k, .seeds = seeds});
    if (!rows) {
        rows.emplace();
        for (const std::uint64_t seed : seeds) {
            rows->push_back(kmeanspp_rows(points, k, seed));
        }
    }
    std::vector<Matrix<float>> starts;
    for (const auto& seed_rows : *rows) {
        Matrix<float> start(seed_rows.size(), points.dims());
        for (std::size_t j = 0; j < start.rows; ++j) {
            std::ranges::copy(points.values.row(static_cast<std::size_t>(seed_rows[j])), start.row(j).begin());
        }
        starts.push_back(std::move(start));
    }
    return starts;
}

int run(const std::vector<std::string>& arguments) {
    const PointSet points = make_points(std::stoll(arguments.at(0)), std::stoi(arguments.at(1)), 0);
    const auto cpu = make_cpu_backend()->load(points);
    const std::vector<Matrix<float>> starts =
        draw(*cpu, points, std::stoi(arguments.at(2)), std::stoull(arguments.at(3)));
    const auto backend = make_cuda_backend(0, method_of(arguments.at(4)));
    const auto gpu = backend->load(points);
    const cluster::LloydSpec spec{.rules = {.max_iterations = std::stoll(arguments.at(5))}};
    const std::vector<Model> found = cluster::run_lloyd(*gpu, points, starts, spec);
    const std::vector<Model> expected = cluster::run_lloyd(*cpu, points, starts, spec);
    std::int64_t rounds = 0;
    std::int64_t longest = 0;
    for (std::size_t m = 0; m < found.size(); ++m) {
        if (!same_bits(found[m].centroids, expected[m].centroids) || found[m].iterations != expected[m].iterations) {
            fmt::print(stderr, "fit {} is not that of the cpu engine\n", m);
            return 1;
        }
        rounds += found[m].iterations;
        longest = std::max(longest, found[m].iterations);
    }
    fmt::print("{{\"rounds\": {}, \"longest\": {}}}\n", rounds, longest);
    return 0;
}

}  // namespace
}  // namespace rfmeans::bench

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() != 6) {
        fmt::print(stderr, "usage: bench_gpu_fit POINTS DIMS K FITS tree|brute MOST_ROUNDS\n");
        return 2;
    }
    try {
        return rfmeans::bench::run(arguments);
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_gpu_fit: {}\n", error.what());
        return 1;
    }
}
