#include <fmt/format.h>
#include <fmt/ostream.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>

#include "cli/command.hpp"
#include "cli/ingest_options.hpp"
#include "cli/memory_size.hpp"
#include "cli/profile_text.hpp"
#include "cli/reading_progress.hpp"
#include "cli/study_steps.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::cli {
namespace {

// Of standard output; what is piped elsewhere gets the width of most terminals.
std::size_t terminal_width() {
    constexpr std::size_t kUsual = 100, kLeast = 60;
    winsize size{};
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? std::max<std::size_t>(size.ws_col, kLeast) : kUsual;
}

struct ProfileOptions {
    IngestOptions ingest;
    RfmOptions rfm;
};

int profile(const ProfileOptions& options, const CommonOptions& common, Console& console) {
    const IngestSpec spec = ingest_spec(options.ingest);
    const Profile profile = profile_with_progress(options.ingest.files, spec,
                                                  {.period = period_of(options.rfm),
                                                   .threads = static_cast<int>(common.threads),
                                                   .memory_bytes = parse_memory(common.memory),
                                                   .spill_folder = spill_folder("/tmp")},
                                                  console);
    if (common.json) {
        fmt::print(console.out, "{}\n", profile_json(profile));
    } else {
        console.out << profile_text(profile, terminal_width());
    }
    return kExitDone;
}

}  // namespace

Command add_profile_command(CLI::App& program) {
    auto options = std::make_shared<ProfileOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("profile", "Look at files: types, missing values, suspicious rows");
    app->footer(
        "Examples:\n"
        "  rfmeans profile shop.csv\n"
        "  rfmeans profile shop.csv --json > profile.json");
    add_ingest_options(*app, options->ingest);
    add_period_options(*app, options->rfm);
    add_threads_option(*app, *common);
    add_memory_option(*app, *common);
    add_json_option(*app, *common);
    return {app, common, [=](Console& console) { return profile(*options, *common, console); }};
}

}  // namespace rfmeans::cli
