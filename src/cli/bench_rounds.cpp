#include "cli/bench_rounds.hpp"

#include <algorithm>
#include <chrono>
#include <random>

#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

constexpr std::size_t kCheckedPoints = 20'000;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::vector<RoundJob> draw_jobs(const PointSet& points, const BenchSpec& spec) {
    std::mt19937_64 random(1);
    std::vector<RoundJob> jobs(static_cast<std::size_t>(spec.models));
    for (RoundJob& job : jobs) {
        job.centroids = Matrix<float>(static_cast<std::size_t>(spec.k), points.dims());
        for (std::size_t j = 0; j < job.centroids.rows; ++j) {
            const auto row = points.values.row(random() % points.points());
            std::copy(row.begin(), row.end(), job.centroids.row(j).begin());
        }
    }
    return jobs;
}

// A fast wrong answer is no result.
void check_against_reference(Backend& backend, const PointSet& points, const BenchSpec& spec) {
    PointSet part{.values = Matrix<float>(std::min(points.points(), kCheckedPoints), points.dims()),
                  .step_exponent = points.step_exponent,
                  .weights = {}};
    std::copy_n(points.values.values.begin(), part.values.values.size(), part.values.values.begin());
    std::vector<RoundJob> made = draw_jobs(part, spec);
    made.resize(1);
    std::vector<RoundJob> expected = made;
    backend.load(part)->round(made);
    make_reference_backend()->load(part)->round(expected);
    if (made[0].centroids != expected[0].centroids || made[0].sums != expected[0].sums ||
        made[0].weights != expected[0].weights) {
        throw Error(Failure::resource,
                    "a round on '" + backend.name() +
                        "' differs from the reference (a bug, or a broken device). Please report it");
    }
}

void run_rounds(Engine& engine, std::vector<RoundJob> jobs, std::int64_t rounds) {
    for (std::int64_t i = 0; i < rounds; ++i) {
        engine.round(jobs);
    }
}

}  // namespace

BenchResult bench_rounds(Backend& backend, const PointSet& points, const BenchSpec& spec) {
    check_against_reference(backend, points, spec);
    BenchResult result;
    const auto load_start = Clock::now();
    const auto engine = backend.load(points);
    result.load_seconds = seconds_since(load_start);
    const std::vector<RoundJob> jobs = draw_jobs(points, spec);
    run_rounds(*engine, jobs, spec.rounds);  // warm-up
    for (std::int64_t i = 0; i < spec.repetitions; ++i) {
        const auto start = Clock::now();
        run_rounds(*engine, jobs, spec.rounds);
        result.seconds.push_back(seconds_since(start));
    }
    std::sort(result.seconds.begin(), result.seconds.end());
    const std::size_t half = result.seconds.size() / 2;
    const double median =
        result.seconds.size() % 2 == 1 ? result.seconds[half] : (result.seconds[half - 1] + result.seconds[half]) / 2;
    const double work = static_cast<double>(spec.points) * static_cast<double>(spec.models * spec.rounds);
    result.median_rate = work / median;
    result.lowest_rate = work / result.seconds.back();
    result.highest_rate = work / result.seconds.front();
    return result;
}

}  // namespace rfmeans::cli
