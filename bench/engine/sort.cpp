// The sort into canonical order, and the tree with it: the first time in the process, and again.
#include "bench/engine/clock.hpp"
#include "bench/engine/workbench.hpp"
#include "cluster/point_sort.hpp"
#include "cluster/tile_tree.hpp"

namespace rfmeans::bench {

Json sort_command(Workbench& bench, const Json& command) {
    const int repetitions = command.at("repetitions");
    Json sort = Json::array();
    Json tree = Json::array();
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        sort.push_back(time_once([&] { static_cast<void>(cluster::sort_points(bench.points)); }).processor);
    }
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        tree.push_back(time_once([&] { const cluster::TileTree built(bench.points); }).processor);
    }
    return {{"sort", sort}, {"tree", tree}};
}

}  // namespace rfmeans::bench
