#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/bench_rounds.hpp"
#include "cli/command.hpp"
#include "cli/device_choice.hpp"
#include "cli/machine.hpp"
#include "cli/option_values.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/synth.hpp"

namespace rfmeans::cli {
namespace {

FeatureMatrix make_bench_points(const BenchSpec& spec) {
    const auto dims = static_cast<int>(spec.dims);
    std::vector<std::string> names;
    for (int d = 0; d < dims; ++d) {
        names.push_back(fmt::format("x{}", d));
    }
    return make_features(make_rfm_points(spec.points, dims, 0), names,
                         FeatureSpec{.columns = {}, .transform = {}, .scaling = Scaling::z});
}

nlohmann::json bench_json(const BenchSpec& spec, const BenchResult& result, const Backend& backend,
                          const std::string& engine) {
    return {{"machine", machine_text()},
            {"device", backend.name()},
            {"device_description", backend.description()},
            {"engine", engine},
            {"version", RFMEANS_VERSION},
            {"points", spec.points},
            {"dims", spec.dims},
            {"k", spec.k},
            {"models", spec.models},
            {"rounds", spec.rounds},
            {"repetitions", spec.repetitions},
            {"load_seconds", result.load_seconds},
            {"seconds", result.seconds},
            {"point_model_rounds_per_second",
             {{"median", result.median_rate}, {"lowest", result.lowest_rate}, {"highest", result.highest_rate}}}};
}

std::string bench_text(const BenchSpec& spec, const BenchResult& result, const Backend& backend) {
    const auto size = [](std::int64_t value) { return with_commas(static_cast<long long>(value)); };
    return table_text(
        {{"machine", machine_text()},
         {"device", fmt::format("{} ({})", backend.name(), backend.description())},
         {"work", fmt::format("{} points, {} dims, {} models of k = {}, {} rounds, {} repetitions", size(spec.points),
                              spec.dims, size(spec.models), spec.k, size(spec.rounds), spec.repetitions)},
         {"first round", "equal to the reference"},
         {"load", fmt::format("{:.4g} s", result.load_seconds)},
         {"points x models x rounds / s", fmt::format("{:.4g} (median; {:.4g} to {:.4g})", result.median_rate,
                                                      result.lowest_rate, result.highest_rate)}});
}

int bench(const BenchSpec& spec, const CommonOptions& common, Console& console) {
    if (spec.k > spec.points) {
        throw Error(Failure::option,
                    fmt::format("-k {} exceeds the {} points. Lower -k or raise -n", spec.k, spec.points));
    }
    const RoundMethod method = parse_engine(common.engine);
    check_engine(method, static_cast<std::size_t>(spec.dims));
    const auto backend = make_backend(common.device, console, method, WhenTheGpuFails::end);
    const FeatureMatrix features = make_bench_points(spec);
    const BenchResult result = bench_rounds(*backend, features.points, spec);
    if (common.json) {
        fmt::print(console.out, "{}\n", bench_json(spec, result, *backend, common.engine).dump(2));
    } else {
        console.out << bench_text(spec, result, *backend);
    }
    return kExitDone;
}

}  // namespace

Command add_bench_command(CLI::App& program) {
    auto spec = std::make_shared<BenchSpec>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("bench", "How fast rounds are here, on made data of a given size");
    app->footer(
        "Rounds start from the same drawn centroids in every repetition, after a warm-up; one round is first compared\n"
        "with the reference, bit by bit.\n\n"
        "Examples:\n"
        "  rfmeans bench\n"
        "  rfmeans bench -n 1e7 -k 10 --models 32 --device cpu --threads 2 --json");
    const auto add_count = [app](const std::string& name, std::int64_t& value, std::int64_t highest,
                                 const std::string& description) {
        app->add_option(name, value, description)
            ->transform(count_between(1, highest))
            ->type_name("N")
            ->capture_default_str()
            ->group("Work");
    };
    add_count("-n", spec->points, 2'000'000'000, "Points");
    add_count("-d", spec->dims, 64, "Dimensions");
    add_count("-k", spec->k, 65'534, "Clusters");
    add_count("--models", spec->models, 100'000, "Models fitted together");
    add_count("--rounds", spec->rounds, 1'000'000, "Rounds in a repetition");
    add_count("--repetitions", spec->repetitions, 1000, "Timed repetitions");
    add_device_option(*app, *common);
    add_engine_option(*app, *common);
    add_threads_option(*app, *common);
    add_json_option(*app, *common);
    add_quiet_option(*app, *common);
    return {app, common, [=](Console& console) { return bench(*spec, *common, console); }};
}

}  // namespace rfmeans::cli
