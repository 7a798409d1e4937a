// Our side of the comparisons: reads commands, one line of JSON each, and answers each with a line of JSON.
// usage: bench_engine THREADS     (bench/driver starts it)
#include <fmt/format.h>
#include <tbb/task_arena.h>

#include <iostream>
#include <map>

#include "bench/engine/workbench.hpp"

namespace {

using rfmeans::bench::Json;
using rfmeans::bench::Workbench;
using Command = Json (*)(Workbench&, const Json&);

const std::map<std::string, Command>& commands() {
    static const std::map<std::string, Command> all{
        {"points", rfmeans::bench::make_points_command}, {"starts", rfmeans::bench::starts_command},
        {"judge", rfmeans::bench::judge_command},        {"rounds", rfmeans::bench::rounds_command},
        {"whole", rfmeans::bench::whole_command},        {"fit", rfmeans::bench::fit_command},
        {"sweep", rfmeans::bench::sweep_command},        {"seeding", rfmeans::bench::seeding_command},
        {"sort", rfmeans::bench::sort_command},          {"memory", rfmeans::bench::memory_command},
        {"referee", rfmeans::bench::referee_command}};
    return all;
}

Json answer(Workbench& bench, const std::string& line) {
    try {
        const Json command = Json::parse(line);
        const auto found = commands().find(command.at("do").get<std::string>());
        if (found == commands().end()) {
            return {{"error", "unknown command " + command.at("do").dump()}};
        }
        return found->second(bench, command);
    } catch (const std::exception& error) {
        return {{"error", error.what()}};
    }
}

int serve() {
    if (const std::string difference = rfmeans::bench::find_difference_from_reference(); !difference.empty()) {
        std::cerr << "bench_engine: " << difference << " differ from the reference. Nothing was timed\n";
        return 1;
    }
    std::cout << Json{{"name", "rfmeans"}, {"version", rfmeans::make_cpu_backend()->description()}}.dump() << std::endl;
    Workbench bench;
    for (std::string line; std::getline(std::cin, line);) {
        std::cout << answer(bench, line).dump() << std::endl;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    tbb::task_arena arena(argc < 2 ? 1 : std::stoi(argv[1]));
    return arena.execute(serve);
}
