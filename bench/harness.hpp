// Repeats work, keeps median and spread, prints a table and JSON with the machine it ran on.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace rfmeans::bench {

struct Timing {
    std::string what;
    double items = 0;             ///< rows, points, … in one repetition
    std::string unit;             ///< of items
    std::vector<double> seconds;  ///< wall time of each repetition, ascending
};

/// Runs `work` once to warm up and `repetitions` times for the clock.
[[nodiscard]] Timing time_work(Timing described, int repetitions, const std::function<void()>& work);

/// A table for people: median, lowest and highest, items per second.
[[nodiscard]] std::string format_table(const std::vector<Timing>& timings);

/// The same for programs, with the machine.
[[nodiscard]] std::string format_json(const std::vector<Timing>& timings);

}  // namespace rfmeans::bench
