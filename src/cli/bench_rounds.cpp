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

struct Timed {
    double seconds;
    std::int64_t rounds;  ///< of all models; fewer than asked for where one ended before
};

/// As a sweep does them: on a device that carries fits on by itself, without its set-up.
Timed time_rounds(Engine& engine, std::vector<RoundJob> jobs, std::int64_t rounds) {
    std::vector<Matrix<float>> starts;
    for (const RoundJob& job : jobs) {
        starts.push_back(job.centroids);
    }
    Timed timed{.seconds = 0, .rounds = 0};
    if (const auto fits = engine.start_fits(starts, {.max_iterations = rounds})) {
        const auto start = Clock::now();
        for (std::size_t left = jobs.size(); left > 0;) {
            for (const StoppedFit& fit : fits->advance()) {
                timed.rounds += fit.round;
                --left;
            }
        }
        timed.seconds = seconds_since(start);
        return timed;
    }
    const auto start = Clock::now();
    for (; timed.rounds < rounds * static_cast<std::int64_t>(jobs.size());
         timed.rounds += static_cast<std::int64_t>(jobs.size())) {
        engine.round(jobs);
    }
    timed.seconds = seconds_since(start);
    return timed;
}

}  // namespace

BenchResult bench_rounds(Backend& backend, const PointSet& points, const BenchSpec& spec) {
    check_against_reference(backend, points, spec);
    BenchResult result;
    const auto load_start = Clock::now();
    const auto engine = backend.load(points);
    result.load_seconds = seconds_since(load_start);
    const std::vector<RoundJob> jobs = draw_jobs(points, spec);
    const std::int64_t rounds = time_rounds(*engine, jobs, spec.rounds).rounds;  // warm-up
    for (std::int64_t i = 0; i < spec.repetitions; ++i) {
        result.seconds.push_back(time_rounds(*engine, jobs, spec.rounds).seconds);
    }
    std::sort(result.seconds.begin(), result.seconds.end());
    const std::size_t half = result.seconds.size() / 2;
    const double median =
        result.seconds.size() % 2 == 1 ? result.seconds[half] : (result.seconds[half - 1] + result.seconds[half]) / 2;
    const double work = static_cast<double>(spec.points) * static_cast<double>(rounds);
    result.median_rate = work / median;
    result.lowest_rate = work / result.seconds.back();
    result.highest_rate = work / result.seconds.front();
    return result;
}

}  // namespace rfmeans::cli
