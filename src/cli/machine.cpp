#include "cli/machine.hpp"

#include <fmt/format.h>
#include <tbb/task_arena.h>

#include <fstream>
#include <thread>

namespace rfmeans::cli {
namespace {

// Linux names the processor here; on ARM the line is missing.
std::string processor_name() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) {
            const std::size_t colon = line.find(": ");
            return colon == std::string::npos ? line : line.substr(colon + 2);
        }
    }
    return "unknown processor";
}

}  // namespace

std::string machine_text() {
    return fmt::format("{}, {} of {} threads", processor_name(), tbb::this_task_arena::max_concurrency(),
                       std::thread::hardware_concurrency());
}

}  // namespace rfmeans::cli
