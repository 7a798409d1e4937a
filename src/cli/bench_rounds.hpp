// Times Lloyd rounds of a batch of models on made points.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rfmeans/backend.hpp"

namespace rfmeans::cli {

struct BenchSpec {
    std::int64_t points = 1'000'000;
    std::int64_t dims = 3;
    std::int64_t k = 8;
    std::int64_t models = 8;
    std::int64_t rounds = 10;
    std::int64_t repetitions = 5;
};

struct BenchResult {
    double load_seconds = 0;      ///< copying the points to the device and preparing them
    std::vector<double> seconds;  ///< [repetitions] of `rounds` rounds of all models, ascending
    double median_rate = 0;       ///< points × models × rounds per second
    double lowest_rate = 0, highest_rate = 0;
};

/// Starts every model from rows drawn from the points. Before timing, one round on a part of the points is compared
/// with the reference: Error{resource} where a bit differs.
[[nodiscard]] BenchResult bench_rounds(Backend& backend, const PointSet& points, const BenchSpec& spec);

}  // namespace rfmeans::cli
