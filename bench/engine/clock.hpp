// Two clocks: processor time of the whole process, which other work on the machine hardly moves, and wall time.
#pragma once

#include <chrono>
#include <ctime>
#include <functional>

namespace rfmeans::bench {

struct Seconds {
    double processor = 0;
    double wall = 0;
};

[[nodiscard]] inline double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

[[nodiscard]] inline Seconds time_once(const std::function<void()>& work) {
    using Clock = std::chrono::steady_clock;
    const auto wall = Clock::now();
    const double processor = processor_seconds();
    work();
    const double used = processor_seconds() - processor;
    return {used, std::chrono::duration<double>(Clock::now() - wall).count()};
}

}  // namespace rfmeans::bench
