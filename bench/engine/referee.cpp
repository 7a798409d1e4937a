// The referee's kernel beside a loop of the same operations that never leaves the registers.
#include <algorithm>
#include <numeric>

#include "bench/engine/clock.hpp"
#include "bench/engine/referee_loop.hpp"
#include "bench/engine/workbench.hpp"
#include "cluster/simd_nearest.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::bench {
namespace {

/// Tiles of all points, as find_nearest reads them.
std::vector<float> to_tiles(const PointSet& points, std::size_t blocks) {
    const std::size_t dims = points.dims();
    std::vector<float> tiles(blocks * cluster::kBlockPoints * dims);
    for (std::size_t i = 0; i < points.points(); ++i) {
        const std::size_t tile = i / cluster::kTilePoints;
        for (std::size_t d = 0; d < dims; ++d) {
            tiles[(tile * dims + d) * cluster::kTilePoints + i % cluster::kTilePoints] = points.values.row(i)[d];
        }
    }
    return tiles;
}

}  // namespace

/// Operations a second of both, each repetition: 2 · dims + 2 for a point and centroid.
Json referee_command(Workbench& bench, const Json& command) {
    if (bench.points.dims() != kRegisterLoopDims) {
        throw Error(Failure::option, "the register loop is written for three dimensions. Make such points");
    }
    const Matrix<float> centroids = to_steps(command.at("centroids"), bench.points);
    const std::size_t points = bench.points.points();
    const std::size_t blocks = (points + cluster::kBlockPoints - 1) / cluster::kBlockPoints;
    const std::vector<float> tiles = to_tiles(bench.points, blocks);
    std::vector<std::int32_t> labels(blocks * cluster::kBlockPoints);
    const auto pass = [&] {
        for (std::size_t first = 0; first < points; first += cluster::kBlockPoints) {
            const std::size_t count = std::min(cluster::kBlockPoints, points - first);
            cluster::find_nearest({tiles.data() + first * bench.points.dims(), count, bench.points.dims()},
                                  centroids.values.data(), centroids.rows, labels.data() + first, nullptr);
        }
    };
    const int passes = command.at("passes");
    const double operations = static_cast<double>(2 * bench.points.dims() + 2) * static_cast<double>(points) *
                              static_cast<double>(centroids.rows) * passes;
    Json kernel = Json::array();
    Json registers = Json::array();
    pass();
    labels.resize(points);
    if (labels != make_reference_backend()->load(bench.points)->assign(centroids).labels) {
        throw Error(Failure::resource, "the referee's kernel differs from the reference. Nothing was timed");
    }
    labels.resize(blocks * cluster::kBlockPoints);
    for (int repetition = 0; repetition < command.at("repetitions").get<int>(); ++repetition) {
        const Seconds used = time_once([&] {
            for (int i = 0; i < passes; ++i) {
                pass();
            }
        });
        kernel.push_back(operations / used.processor);
        double done = 0;
        const Seconds limit = time_once([&] { done = run_register_loop(operations); });
        registers.push_back(done / limit.processor);
    }
    return {{"kernel", kernel}, {"registers", registers}, {"target", cluster::simd_target()}};
}

}  // namespace rfmeans::bench
