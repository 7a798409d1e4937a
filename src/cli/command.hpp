// What a subcommand is to the program: options that were added, and what to do with them.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "cli/console.hpp"

namespace rfmeans::cli {

struct CommonOptions {
    std::string device = "auto";
    std::string engine = "auto";
    std::int64_t threads = 0;
    std::string memory = "50%";
    bool quiet = false;
    bool json = false;
    bool dry_run = false;
};

struct Command {
    CLI::App* app = nullptr;
    std::shared_ptr<CommonOptions> common;
    std::function<int(Console&)> action;  ///< returns the exit code; throws Error
};

void add_device_option(CLI::App& app, CommonOptions& options);
void add_engine_option(CLI::App& app, CommonOptions& options);
void add_threads_option(CLI::App& app, CommonOptions& options);
void add_memory_option(CLI::App& app, CommonOptions& options);
void add_quiet_option(CLI::App& app, CommonOptions& options);
void add_json_option(CLI::App& app, CommonOptions& options);

inline constexpr int kExitDone = 0;  ///< every other exit code is that of an Error's Failure

Command add_run_command(CLI::App& program);
Command add_profile_command(CLI::App& program);
Command add_ingest_command(CLI::App& program);
Command add_sweep_command(CLI::App& program);
Command add_segment_command(CLI::App& program);
Command add_assign_command(CLI::App& program);
Command add_report_command(CLI::App& program);
Command add_export_command(CLI::App& program);
Command add_verify_command(CLI::App& program);
Command add_bench_command(CLI::App& program);
Command add_synth_command(CLI::App& program);
Command add_info_command(CLI::App& program);
Command add_devices_command(CLI::App& program);

}  // namespace rfmeans::cli
