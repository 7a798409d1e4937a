#include "cli/command.hpp"
#include "cli/option_values.hpp"

namespace rfmeans::cli {
namespace {

const std::string kGroup = "Running";

}  // namespace

void add_device_option(CLI::App& app, CommonOptions& options) {
    app.add_option("--device", options.device,
                   "auto, cpu, cuda, cuda:N, several GPUs as cuda:0,1, or reference (plain loops, for checks)")
        ->type_name("DEVICE")
        ->capture_default_str()
        ->group(kGroup);
}

void add_engine_option(CLI::App& app, CommonOptions& options) {
    add_choice(app, "--engine", options.engine,
               {{"auto", "tree", "brute"}, "How cpu and cuda do their rounds, for tests and benchmarks"})
        ->capture_default_str()
        ->group(kGroup);
}

void add_threads_option(CLI::App& app, CommonOptions& options) {
    app.add_option("--threads", options.threads, "CPU threads [all]; the results do not depend on it")
        ->transform(count_between(1, 4096))
        ->type_name("N")
        ->group(kGroup);
}

void add_memory_option(CLI::App& app, CommonOptions& options) {
    app.add_option("--memory", options.memory,
                   "Memory for rows and the profile while files are read, as 512MiB, 2GB or a share of the machine's;\n"
                   "what is more is kept on disk for a while. The results do not depend on it")
        ->type_name("SIZE")
        ->capture_default_str()
        ->group(kGroup);
}

void add_quiet_option(CLI::App& app, CommonOptions& options) {
    app.add_flag("--quiet", options.quiet, "No summary, notes, warnings or progress")->group(kGroup);
}

void add_json_option(CLI::App& app, CommonOptions& options) {
    app.add_flag("--json", options.json, "Print JSON instead of a table")->group(kGroup);
}

}  // namespace rfmeans::cli
