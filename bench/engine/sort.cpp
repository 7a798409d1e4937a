// The sort into canonical order, alone and with the tree on top: the first time in the process, and again.
#include "bench/engine/clock.hpp"
#include "bench/engine/workbench.hpp"
#include "cluster/canonical_order.hpp"
#include "cluster/tile_tree.hpp"

namespace rfmeans::bench {

Json sort_command(Workbench& bench, const Json& command) {
    Json order = Json::array();
    Json tree = Json::array();
    for (int repetition = 0; repetition < command.at("repetitions").get<int>(); ++repetition) {
        tree.push_back(time_once([&] { const cluster::TileTree built(bench.points); }).processor);
    }
    for (int repetition = 0; repetition < command.at("repetitions").get<int>(); ++repetition) {
        order.push_back(time_once([&] { static_cast<void>(cluster::canonical_order(bench.points)); }).processor);
    }
    return {{"tree", tree}, {"order", order}};
}

}  // namespace rfmeans::bench
