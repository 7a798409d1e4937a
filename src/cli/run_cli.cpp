#include "cli/run_cli.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <new>
#include <optional>
#include <sstream>

#include "cli/command.hpp"
#include "cli/command_line_formatter.hpp"
#include "cli/interrupt.hpp"
#include "cli/suggestion.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

constexpr int kExitOptions = static_cast<int>(Failure::option);

struct Program {
    CLI::App app{"Turns shop transactions into customer segments: recency, frequency, monetary, and exact K-Means.",
                 "rfmeans"};
    std::vector<Command> commands;
    bool print_config = false;

    Program() {
        app.formatter(make_help_formatter());
        app.set_version_flag("--version", "rfmeans " RFMEANS_VERSION);
        app.set_config("--config", "", "Read options from a TOML file with a section per command, such as [run]")
            ->type_name("FILE")
            ->expected(1);
        app.allow_config_extras(CLI::config_extras_mode::error);
        app.add_flag("--print-config", print_config, "Print the options in force as such a file, and do nothing else")
            ->configurable(false);
        app.fallthrough();
        app.require_subcommand(0, 1);
        app.footer(
            "Results go to standard output, everything else to standard error. Exit codes: 0 done; 1 files, device or\n"
            "disk, or verify found a difference; 2 options; 3 the content of the data; 130 Ctrl-C.\n\n"
            "Examples:\n"
            "  rfmeans run shop.csv -o results\n"
            "  rfmeans run --help");
        for (const auto add :
             {add_run_command, add_profile_command, add_ingest_command, add_sweep_command, add_segment_command,
              add_assign_command, add_report_command, add_export_command, add_verify_command, add_bench_command,
              add_synth_command, add_info_command, add_devices_command}) {
            commands.push_back(add(app));
        }
    }

    const Command* chosen() const {
        const auto found =
            std::find_if(commands.begin(), commands.end(), [](const Command& c) { return c.app->parsed(); });
        return found == commands.end() ? nullptr : &*found;
    }
};

// CLI11 writes options without a value as empty texts, which many would not take when read back.
std::string comment_out_unset(const std::string& config) {
    std::string text;
    std::istringstream lines(config);
    for (std::string line; std::getline(lines, line);) {
        const bool unset = line.size() > 3 && line.compare(line.size() - 3, 3, "=\"\"") == 0;
        text.append(unset && line[0] != '#' ? "#" : "").append(line).append("\n");
    }
    return text;
}

int execute(const Command& command, Console& console) {
    console.talk = command.common->quiet ? Talk::quiet : Talk::normal;
    const auto threads = static_cast<int>(command.common->threads);
    std::optional<tbb::global_control> limit;
    if (threads > 0) {
        limit.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    }
    tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
    return arena.execute([&] { return command.action(console); });
}

int report_parse_error(const Program& program, const CLI::ParseError& error, Console& console) {
    if (error.get_exit_code() == 0) {
        return program.app.exit(error, console.out, console.err);
    }
    const Command* command = program.chosen();
    // CLI11's own words for a name or a line of the file that is no option: "INI was not able to parse run.sedes".
    std::string message = sentence(error.what());
    const std::string in_file = "INI was not able to parse ";
    if (message.starts_with(in_file)) {
        message = fmt::format("--config: '{}' is no option of a command (expected lines such as seeds=8 below [run])",
                              message.substr(in_file.size()));
    }
    fmt::print(console.err, "rfmeans: {}. `rfmeans{} --help` lists the options\n", message,
               command != nullptr ? " " + command->app->get_name() : "");
    return dynamic_cast<const CLI::FileError*>(&error) != nullptr ? static_cast<int>(Failure::resource) : kExitOptions;
}

int parse_and_execute(Program& program, const std::vector<std::string>& arguments, Console& console) {
    try {
        // CLI11 takes the arguments from the back.
        program.app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError& error) {
        return report_parse_error(program, error, console);
    }
    const Command* command = program.chosen();
    if (command == nullptr) {
        fmt::print(console.err, "rfmeans: no command is given. `rfmeans --help` lists the commands\n");
        return kExitOptions;
    }
    if (program.print_config) {
        fmt::print(console.out, "[{}]\n{}", command->app->get_name(),
                   comment_out_unset(command->app->config_to_str(true, true)));
        return kExitDone;
    }
    return execute(*command, console);
}

}  // namespace

int run_cli(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
    Console console{.out = out,
                    .err = err,
                    .err_is_terminal = &err == &std::cerr && isatty(STDERR_FILENO) == 1,
                    .command = quote_command(arguments)};
    try {
        Program program;
        if (const auto message = unknown_command(program.app, arguments)) {
            fmt::print(err, "rfmeans: {}\n", *message);
            return kExitOptions;
        }
        const int code = parse_and_execute(program, arguments, console);
        out.flush();
        if (!out) {
            throw Error(Failure::resource, "standard output cannot be written. Is the disk full?");
        }
        return code;
    } catch (const Error& error) {
        fmt::print(err, "rfmeans: {}\n", error.what());
        return static_cast<int>(error.failure());
    } catch (const std::bad_alloc&) {
        fmt::print(err,
                   "rfmeans: out of memory (`--dry-run` estimates what is needed). Give fewer or smaller files, or "
                   "use a machine with more memory\n");
    } catch (const std::exception& error) {
        fmt::print(err, "rfmeans: {}\n", error.what());
    }
    return static_cast<int>(Failure::resource);
}

int run(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    install_interrupt_handler();
    return run_cli({argv + 1, argv + argc}, std::cout, std::cerr);
}

}  // namespace rfmeans::cli
