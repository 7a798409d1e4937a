#include "bench/harness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

namespace rfmeans::bench {
namespace {

std::string machine_name() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) {
            return line.substr(line.find(':') + 2);
        }
    }
    return "unknown";
}

double median(const std::vector<double>& ascending) {
    return ascending[ascending.size() / 2];
}

}  // namespace

Timing time_work(Timing described, int repetitions, const std::function<void()>& work) {
    using Clock = std::chrono::steady_clock;
    work();
    for (int i = 0; i < repetitions; ++i) {
        const auto start = Clock::now();
        work();
        described.seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
    std::ranges::sort(described.seconds);
    return described;
}

std::string format_table(const std::vector<Timing>& timings) {
    std::string table =
        fmt::format("{:<44} {:>10} {:>10} {:>10}  {}\n", "work", "median s", "lowest", "highest", "rate");
    for (const Timing& timing : timings) {
        table += fmt::format("{:<44} {:>10.4f} {:>10.4f} {:>10.4f}  {:.4g} {}/s\n", timing.what, median(timing.seconds),
                             timing.seconds.front(), timing.seconds.back(), timing.items / median(timing.seconds),
                             timing.unit);
    }
    return table;
}

std::string format_json(const std::vector<Timing>& timings) {
    nlohmann::ordered_json report{{"machine", machine_name()}, {"threads", std::thread::hardware_concurrency()}};
    for (const Timing& timing : timings) {
        report["timings"].push_back(
            {{"work", timing.what}, {"items", timing.items}, {"unit", timing.unit}, {"seconds", timing.seconds}});
    }
    return report.dump(2);
}

}  // namespace rfmeans::bench
