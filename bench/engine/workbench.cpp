#include "bench/engine/workbench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/report.hpp"
#include "rfmeans/synth.hpp"

namespace rfmeans::bench {
namespace {

/// The points in feature units for other programs.
void write_points(const PointSet& points, const std::string& file) {
    Matrix<float> features = points.values;
    const auto step = static_cast<float>(points.step());
    for (float& value : features.values) {
        value *= step;
    }
    std::ofstream out(file, std::ios::binary);
    write_npy(features, out);
    if (!out.flush()) {
        throw Error(Failure::resource,
                    fmt::format("cannot write '{}' (no space, or no such folder). Name another", file));
    }
}

}  // namespace

PointSet make_points(std::int64_t points, int dims, std::uint64_t seed) {
    std::vector<std::string> names;
    for (int d = 0; d < dims; ++d) {
        names.push_back(fmt::format("x{}", d));
    }
    return make_features(make_rfm_points(points, dims, seed), names, {.scaling = Scaling::z}).points;
}

RoundMethod method_of(const std::string& name) {
    if (name == "tree") {
        return RoundMethod::tree;
    }
    if (name == "brute") {
        return RoundMethod::brute;
    }
    if (name != "automatic") {
        throw Error(Failure::option, fmt::format("method '{}' is unknown (tree, brute and automatic are). Name one of "
                                                 "them",
                                                 name));
    }
    return RoundMethod::automatic;
}

Engine& warm_engine(Workbench& bench, const std::string& method) {
    if (!bench.engine || bench.engine_method != method) {
        bench.engine.reset();
        bench.engine = make_cpu_backend(method_of(method))->load(bench.points);
        bench.engine_method = method;
    }
    return *bench.engine;
}

Matrix<float> to_steps(const Json& centroids, const PointSet& points) {
    Matrix<float> steps(centroids.size(), points.dims());
    for (std::size_t j = 0; j < steps.rows; ++j) {
        for (std::size_t d = 0; d < steps.cols; ++d) {
            steps.row(j)[d] = static_cast<float>(centroids.at(j).at(d).get<double>() / points.step());
        }
    }
    return steps;
}

Json to_features(const Matrix<float>& centroids, const PointSet& points) {
    Json rows = Json::array();
    for (std::size_t j = 0; j < centroids.rows; ++j) {
        Json row = Json::array();
        for (const float value : centroids.row(j)) {
            row.push_back(static_cast<double>(value) * points.step());
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Json make_points_command(Workbench& bench, const Json& command) {
    bench.engine.reset();
    bench.points = {};
    bench.points = make_points(command.at("points"), command.at("dims"), 0);
    if (command.contains("file")) {
        write_points(bench.points, command.at("file"));
    }
    return {{"points", bench.points.points()}, {"dims", bench.points.dims()}};
}

Json starts_command(Workbench& bench, const Json& command) {
    const auto rows = kmeanspp_rows(bench.points, command.at("k"), command.at("seed"));
    Matrix<float> starts(rows.size(), bench.points.dims());
    for (std::size_t j = 0; j < rows.size(); ++j) {
        std::ranges::copy(bench.points.values.row(static_cast<std::size_t>(rows[j])), starts.row(j).begin());
    }
    return {{"centroids", to_features(starts, bench.points)}};
}

/// Inertia of anyone's centroids, in float64, by plain loops.
Json judge_command(Workbench& bench, const Json& command) {
    const auto centroids = command.at("centroids").get<std::vector<std::vector<double>>>();
    const double step = bench.points.step();
    double inertia = 0;
    for (std::size_t i = 0; i < bench.points.points(); ++i) {
        const auto point = bench.points.values.row(i);
        double nearest = std::numeric_limits<double>::infinity();
        for (const std::vector<double>& centroid : centroids) {
            double squared = 0;
            for (std::size_t d = 0; d < point.size(); ++d) {
                const double difference = static_cast<double>(point[d]) * step - centroid[d];
                squared += difference * difference;
            }
            nearest = std::min(nearest, squared);
        }
        inertia += nearest;
    }
    return {{"inertia", inertia}};
}

}  // namespace rfmeans::bench
