#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>

#include "cli/command.hpp"
#include "cli/ingest_options.hpp"
#include "cli/profile_text.hpp"
#include "cli/reading_progress.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::cli {
namespace {

struct ProfileOptions {
    IngestOptions ingest;
    RfmOptions rfm;
};

int profile(const ProfileOptions& options, const CommonOptions& common, Console& console) {
    const IngestSpec spec = ingest_spec(options.ingest);
    const Profile profile =
        profile_with_progress(options.ingest.files, spec, {.period = period_of(options.rfm), .as_of = {}}, console);
    if (common.json) {
        fmt::print(console.out, "{}\n", profile_json(profile));
    } else {
        console.out << profile_text(profile);
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
    add_json_option(*app, *common);
    return {app, common, [=](Console& console) { return profile(*options, *common, console); }};
}

}  // namespace rfmeans::cli
