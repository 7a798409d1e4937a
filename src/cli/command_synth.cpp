#include <fmt/format.h>

#include <ostream>

#include "cli/command.hpp"
#include "cli/option_values.hpp"
#include "cli/output_file.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/synth.hpp"

namespace rfmeans::cli {
namespace {

struct SynthOptions {
    SynthSpec spec{.customers = 10'000};
    std::int64_t seed = 0;
    std::string first_day;
    std::string last_day;
    std::string output;
    std::string truth;
};

void write_shop(const SynthOptions& options, const SynthSpec& spec, Console& console) {
    if (options.truth.empty()) {
        write_output_file(options.output, console.out,
                          [&](std::ostream& shop) { write_made_shop(spec, shop, nullptr); });
        return;
    }
    // Both files are made in one pass; each appears whole or not at all, the truth first.
    write_output_file(options.output, console.out, [&](std::ostream& shop) {
        write_output_file(options.truth, console.out,
                          [&](std::ostream& truth) { write_made_shop(spec, shop, &truth); });
    });
}

int synth(const SynthOptions& options, Console& console) {
    require_given(!options.output.empty(), "-o, the file of the shop,", "rfmeans synth -n 1e5 -o shop.csv");
    SynthSpec spec = options.spec;
    spec.seed = static_cast<std::uint64_t>(options.seed);
    if (!options.first_day.empty()) {
        spec.first_day = parse_day(options.first_day, "--from");
    }
    if (!options.last_day.empty()) {
        spec.last_day = parse_day(options.last_day, "--to");
    }
    if (options.output == options.truth) {
        throw Error(Failure::option, fmt::format("-o and --truth are both '{}'. Give two files", options.output));
    }
    check_output_file(options.output, {});
    if (!options.truth.empty()) {
        check_output_file(options.truth, {.option = "--truth"});
    }
    write_shop(options, spec, console);
    if (options.output != "-") {
        console.note(fmt::format("a shop of {} customers is in {}", with_commas(spec.customers), options.output));
    }
    return kExitDone;
}

}  // namespace

Command add_synth_command(CLI::App& program) {
    auto options = std::make_shared<SynthOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("synth", "Make a shop of a given size, with known true segments");
    app->footer(
        "The same seed makes the same shop on every machine; a smaller shop is the beginning of a larger one.\n\n"
        "Examples:\n"
        "  rfmeans synth -n 1e5 -o shop.csv\n"
        "  rfmeans synth -n 1e4 --seed 7 -o shop.csv --truth truth.csv");
    app->add_option("-n", options->spec.customers, "Customers")
        ->transform(count_between(1, 4'294'967'295))
        ->type_name("N")
        ->capture_default_str()
        ->group("Shop");
    app->add_option("--seed", options->seed, "Another seed, another shop")
        ->transform(count_between(0, 9'007'199'254'740'992))
        ->type_name("N")
        ->capture_default_str()
        ->group("Shop");
    app->add_option("--from", options->first_day, "The first day [" + format_day(options->spec.first_day) + "]")
        ->type_name("DATE")
        ->group("Shop");
    app->add_option("--to", options->last_day, "The last day [" + format_day(options->spec.last_day) + "]")
        ->type_name("DATE")
        ->group("Shop");
    app->add_option("-o", options->output, "The shop (CSV); -: standard output")->type_name("FILE")->group("Output");
    app->add_option("--truth", options->truth, "The true segment of each customer (CSV)")
        ->type_name("FILE")
        ->group("Output");
    add_quiet_option(*app, *common);
    return {app, common, [=](Console& console) { return synth(*options, console); }};
}

}  // namespace rfmeans::cli
