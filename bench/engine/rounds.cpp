// Lloyd rounds: the same ones that a peer is timed by, and the mean over a whole fit.
#include <algorithm>

#include "bench/engine/clock.hpp"
#include "bench/engine/workbench.hpp"
#include "cluster/lloyd.hpp"
#include "rfmeans/models.hpp"

namespace rfmeans::bench {

/// Rounds first + 1 … last of the fit, repeated from its start: processor seconds a round, each. One fit goes before,
/// untimed, as for the peers: while they had their turn, the machine took pages and caches away.
Json rounds_command(Workbench& bench, const Json& command) {
    const int first = command.at("first");
    const int last = command.at("last");
    Engine& engine = warm_engine(bench, command.at("method"));
    const Matrix<float> start = to_steps(command.at("centroids"), bench.points);
    Json seconds = Json::array();
    for (int repetition = -1; repetition < command.at("repetitions").get<int>(); ++repetition) {
        std::vector<RoundJob> jobs(1);
        jobs[0].centroids = start;
        auto run_to = [&, round = 0](int end) mutable {
            for (; round < end; ++round) {
                engine.round(jobs);
            }
        };
        run_to(first);
        const Seconds used = time_once([&] { run_to(last); });
        if (repetition >= 0) {
            seconds.push_back(used.processor / (last - first));
        }
    }
    return {{"seconds", seconds}};
}

/// A fit to the end on a loaded engine: processor seconds a round, over all its rounds.
Json whole_command(Workbench& bench, const Json& command) {
    Engine& engine = warm_engine(bench, command.at("method"));
    std::vector<Model> models;
    const Seconds used = time_once([&] {
        models = cluster::run_lloyd(engine, bench.points, {to_steps(command.at("centroids"), bench.points)}, {});
    });
    const Model& model = models.front();
    return {{"seconds", used.processor / static_cast<double>(model.iterations)},
            {"iterations", model.iterations},
            {"end", fit_end_name(model.end)},
            {"centroids", to_features(model.centroids, bench.points)}};
}

}  // namespace rfmeans::bench
