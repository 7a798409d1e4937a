// The stages of `rfmeans run` on a made shop: what each costs at a given size.
// usage: bench_stages [CUSTOMERS [REPETITIONS]] [--json]
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <numeric>

#include "bench/harness.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/rfm.hpp"
#include "rfmeans/synth.hpp"

namespace {

using rfmeans::bench::time_work;
using rfmeans::bench::Timing;

/// A made shop in a temporary file that goes with the scope.
class MadeShop {
public:
    explicit MadeShop(std::int64_t customers)
        : path_(std::filesystem::temp_directory_path() / fmt::format("rfmeans-bench-{}.csv", getpid())) {
        std::ofstream file(path_, std::ios::binary);
        rfmeans::write_made_shop({.customers = customers}, file, nullptr);
    }
    MadeShop(const MadeShop&) = delete;
    MadeShop& operator=(const MadeShop&) = delete;
    ~MadeShop() { std::filesystem::remove(path_); }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

/// The answer first: the cpu engine's sweep must be the reference's.
bool same_as_reference(const rfmeans::PointSet& points, const rfmeans::SweepSpec& spec) {
    const auto cpu = rfmeans::run_sweep(*rfmeans::make_cpu_backend(), points, spec);
    const auto reference = rfmeans::run_sweep(*rfmeans::make_reference_backend(), points, spec);
    for (std::size_t m = 0; m < cpu.models.size(); ++m) {
        if (cpu.models[m].centroids != reference.models[m].centroids ||
            cpu.models[m].inertia != reference.models[m].inertia) {
            return false;
        }
    }
    return true;
}

std::vector<Timing> time_stages(std::int64_t customers, int repetitions) {
    const MadeShop shop(customers);
    const rfmeans::IngestSpec ingest;
    const auto transactions = rfmeans::read_transactions({shop.path()}, ingest);
    const auto table = rfmeans::build_rfm(transactions, {});
    const auto features = rfmeans::make_features(table, {});
    const rfmeans::SweepSpec sweep{.ks = {4, 8}, .seeds = {0, 1, 2, 3}, .stop = {.max_iterations = 20}};
    const auto backend = rfmeans::make_cpu_backend();
    auto fitted = rfmeans::run_sweep(*backend, features.points, sweep);
    double rounds = 0;
    for (const auto& model : fitted.models) {
        rounds += static_cast<double>(model.iterations);
    }
    const auto rows = static_cast<double>(transactions.rows());
    const auto points = static_cast<double>(features.points.points());
    return {
        time_work({"ingest: file to transactions", rows, "rows", {}}, repetitions,
                  [&] { static_cast<void>(rfmeans::read_transactions({shop.path()}, ingest)); }),
        time_work({"rfm: transactions to tensor", rows, "rows", {}}, repetitions,
                  [&] { static_cast<void>(rfmeans::build_rfm(transactions, {})); }),
        time_work({"features: tensor to points", points, "points", {}}, repetitions,
                  [&] { static_cast<void>(rfmeans::make_features(table, {})); }),
        time_work({"starts: greedy k-means++ to k = 8, one seed", points, "points", {}}, repetitions,
                  [&] { static_cast<void>(rfmeans::kmeanspp_rows(features.points, 8, 0)); }),
        time_work({"sweep: k = 4, 8 by 4 seeds, 20 rounds", points * rounds, "points x models x rounds", {}},
                  repetitions, [&] { static_cast<void>(rfmeans::run_sweep(*backend, features.points, sweep)); }),
        time_work({"metrics: silhouette, Davies-Bouldin of 2", points * 2, "points x models", {}}, repetitions,
                  [&] {
                      rfmeans::LoadedPoints loaded(*backend, features.points);
                      rfmeans::measure_sweep(loaded, rfmeans::MeasuredModels::best_of_each_k, fitted);
                  }),
    };
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool json = std::erase(arguments, "--json") > 0;
    const std::int64_t customers = arguments.empty() ? 100'000 : std::stoll(arguments[0]);
    const int repetitions = arguments.size() < 2 ? 5 : std::stoi(arguments[1]);
    const auto points = rfmeans::make_features(rfmeans::make_rfm_points(5'000, 3, 0), {"r", "f", "m"}, {}).points;
    if (!same_as_reference(points, {.ks = {4, 8}, .seeds = {0, 1}})) {
        std::cerr << "bench_stages: the cpu engine differs from the reference. Nothing was timed\n";
        return 1;
    }
    const auto timings = time_stages(customers, repetitions);
    std::cout << (json ? rfmeans::bench::format_json(timings) + "\n" : rfmeans::bench::format_table(timings));
    return 0;
}
