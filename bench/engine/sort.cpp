// The sort into canonical order with the tree on top: the first time in the process, and again.
#include "bench/engine/clock.hpp"
#include "bench/engine/workbench.hpp"
#include "cluster/tile_tree.hpp"

namespace rfmeans::bench {

Json sort_command(Workbench& bench, const Json& command) {
    Json seconds = Json::array();
    for (int repetition = 0; repetition < command.at("repetitions").get<int>(); ++repetition) {
        seconds.push_back(time_once([&] { const cluster::TileTree built(bench.points); }).processor);
    }
    return {{"seconds", seconds}};
}

}  // namespace rfmeans::bench
