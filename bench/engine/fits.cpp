// Whole fits, sweeps and seeding, as a user of the library has them.
#include <numeric>

#include "bench/engine/clock.hpp"
#include "bench/engine/workbench.hpp"
#include "cluster/starts.hpp"
#include "rfmeans/cluster.hpp"

namespace rfmeans::bench {

/// One fit from given centroids, with its labels: nothing is left over from fits before.
Json fit_command(Workbench& bench, const Json& command) {
    const auto backend = make_cpu_backend(method_of(command.at("method")));
    const Matrix<float> start = to_steps(command.at("centroids"), bench.points);
    SweepSpec spec{.ks = {static_cast<std::int32_t>(start.rows)},
                   .seeds = {0},
                   .start = StartRule::file,
                   .start_centroids = start,
                   .stop = {.tolerance = command.at("tolerance")}};
    Sweep sweep;
    Assignment labels;
    const Seconds used = time_once([&] {
        LoadedPoints loaded(*backend, bench.points);
        sweep = run_sweep(loaded, spec);
        labels = label_points(loaded, sweep.models[0].centroids);
    });
    const Model& model = sweep.models[0];
    return {{"seconds", used.processor},
            {"wall", used.wall},
            {"iterations", model.iterations},
            {"inertia", model.inertia},
            {"centroids", to_features(model.centroids, bench.points)}};
}

namespace {

SweepSpec sweep_spec(const Json& command) {
    SweepSpec spec{.ks = std::vector<std::int32_t>(command.at("k_last").get<std::size_t>() - 1),
                   .seeds = std::vector<std::uint64_t>(command.at("seeds").get<std::size_t>()),
                   .stop = {.tolerance = command.at("tolerance")}};
    std::iota(spec.ks.begin(), spec.ks.end(), 2);
    std::iota(spec.seeds.begin(), spec.seeds.end(), 0);
    return spec;
}

std::int64_t rounds_of(const Sweep& sweep) {
    return std::accumulate(sweep.models.begin(), sweep.models.end(), std::int64_t{0},
                           [](std::int64_t rounds, const Model& model) { return rounds + model.iterations; });
}

}  // namespace

/// k = 2 … k_last by so many seeds, from greedy k-means++ to the metrics.
Json sweep_command(Workbench& bench, const Json& command) {
    bench.engine.reset();
    const auto backend = make_cpu_backend();
    const SweepSpec spec = sweep_spec(command);
    Sweep sweep;
    const Seconds used = time_once([&] { sweep = run_sweep(*backend, bench.points, spec); });
    double inertia = 0;
    for (const Model& model : sweep.models) {
        inertia += model.seed == 0 ? model.inertia : 0;
    }
    return {{"seconds", used.processor},
            {"wall", used.wall},
            {"models", sweep.models.size()},
            {"iterations", rounds_of(sweep)},
            {"inertia_of_seed_0", inertia}};
}

/// Greedy k-means++ for one seed after another, sort and tree not counted.
Json seeding_command(Workbench& bench, const Json& command) {
    const cluster::TileTree tree(bench.points);
    const cluster::StartDraws draws(bench.points, tree);
    Json seconds = Json::array();
    for (std::uint64_t seed = 0; seed < command.at("seeds").get<std::uint64_t>(); ++seed) {
        const Seconds used = time_once([&] { static_cast<void>(draws.kmeanspp(command.at("k"), seed)); });
        seconds.push_back(used.processor);
    }
    return {{"seconds", seconds}};
}

}  // namespace rfmeans::bench
