// Resident memory of a sweep beyond its points: at the highest, and from the first round on, when the sort is over.
#include <fmt/format.h>
#include <malloc.h>

#include <fstream>
#include <numeric>

#include "bench/engine/workbench.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::bench {
namespace {

/// A line of /proc/self/status in bytes: VmRSS is now, VmHWM the highest since the last reset.
double status_bytes(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name + ":")) {
            return 1024 * std::stod(line.substr(name.size() + 1));
        }
    }
    throw Error(Failure::resource,
                fmt::format("no {} in /proc/self/status (not a Linux kernel). Measure on Linux", name));
}

void reset_highest() {
    std::ofstream file("/proc/self/clear_refs");
    file << 5 << std::flush;
    if (!file) {
        throw Error(Failure::resource,
                    "cannot reset the highest resident memory (/proc/self/clear_refs takes no "
                    "write). Measure outside of the sandbox");
    }
}

}  // namespace

Json memory_command(Workbench& bench, const Json& command) {
    bench.engine.reset();
    SweepSpec spec{.ks = std::vector<std::int32_t>(command.at("k_last").get<std::size_t>() - 1),
                   .seeds = std::vector<std::uint64_t>(command.at("seeds").get<std::size_t>()),
                   .stop = {.tolerance = command.at("tolerance")}};
    std::iota(spec.ks.begin(), spec.ks.end(), 2);
    std::iota(spec.seeds.begin(), spec.seeds.end(), 0);
    double before_rounds = 0;
    bool rounds_began = false;
    spec.progress = [&](std::size_t, std::size_t) {
        if (!rounds_began) {
            before_rounds = status_bytes("VmHWM");
            reset_highest();
            rounds_began = true;
        }
    };
    const auto backend = make_cpu_backend();
    malloc_trim(0);  // what making the points left behind is no part of the input
    reset_highest();
    const double input = status_bytes("VmRSS");
    const Sweep sweep = run_sweep(*backend, bench.points, spec);
    const double in_rounds = status_bytes("VmHWM");
    const auto points = static_cast<double>(bench.points.points());
    return {{"models", sweep.models.size()},
            {"input", input / points},
            {"peak", (std::max(before_rounds, in_rounds) - input) / points},
            {"after_sort", (in_rounds - input) / points}};
}

}  // namespace rfmeans::bench
