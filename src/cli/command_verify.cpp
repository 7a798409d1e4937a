#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/command.hpp"
#include "cli/device_choice.hpp"
#include "cli/study_file.hpp"
#include "cli/sweep_options.hpp"
#include "cli/verify_models.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

constexpr std::size_t kMostReferenceCustomers = 1'000'000;

struct VerifyOptions {
    std::string study;
    std::string init;
};

std::vector<std::unique_ptr<Backend>> pick_backends(const CommonOptions& common, const PointSet& points,
                                                    const Console& console) {
    const RoundMethod method = parse_engine(common.engine);
    check_engine(method, points.dims());
    const std::size_t customers = points.points();
    std::vector<std::unique_ptr<Backend>> backends;
    if (common.device != "auto") {
        backends.push_back(make_backend(common.device, console, method));
        return backends;
    }
    backends = make_all_backends(console, method);
    if (customers > kMostReferenceCustomers) {
        console.note(fmt::format("the reference is left out: {} customers would take it too long (at most {})",
                                 with_commas(static_cast<long long>(customers)),
                                 with_commas(static_cast<long long>(kMostReferenceCustomers))));
        backends.pop_back();
    }
    return backends;
}

std::optional<Matrix<float>> start_centroids(const Study& study, const VerifyOptions& options) {
    if (study.sweep->start != StartRule::file) {
        if (!options.init.empty()) {
            throw Error(Failure::option, "--init has no use here (the sweep did not start from a file). Leave it out");
        }
        return std::nullopt;
    }
    if (!options.init.starts_with("file:")) {
        throw Error(Failure::option,
                    "--init is missing (the sweep started from centroids in a file). Give "
                    "--init file:CENTROIDS.npy as for `rfmeans sweep`");
    }
    Matrix<float> start = read_start_centroids(options.init.substr(5), *study.features, StartUnits::features);
    if (static_cast<std::int32_t>(start.rows) != study.sweep->models.front().k) {
        throw Error(Failure::content, fmt::format("'{}' holds {} centroids, the model has {}. Give the file that the "
                                                  "sweep started from",
                                                  options.init.substr(5), start.rows, study.sweep->models.front().k));
    }
    return start;
}

const char* mark(bool equal) {
    return equal ? "equal" : "DIFFERENT";
}

void print_verdicts(const std::vector<Verdict>& verdicts, const CommonOptions& common, Console& console) {
    if (common.json) {
        nlohmann::json rows = nlohmann::json::array();
        for (const Verdict& verdict : verdicts) {
            rows.push_back({{"k", verdict.k},
                            {"seed", verdict.seed},
                            {"device", verdict.backend},
                            {"labels", verdict.labels},
                            {"centroids", verdict.centroids},
                            {"weights", verdict.weights},
                            {"inertia", verdict.inertia},
                            {"iterations", verdict.iterations}});
        }
        fmt::print(console.out, "{}\n", rows.dump(2));
        return;
    }
    std::vector<std::vector<std::string>> rows = {
        {"k", "seed", "device", "labels", "centroids", "weights", "inertia", "iterations"}};
    for (const Verdict& verdict : verdicts) {
        rows.push_back({std::to_string(verdict.k), std::to_string(verdict.seed), verdict.backend, mark(verdict.labels),
                        mark(verdict.centroids), mark(verdict.weights), mark(verdict.inertia),
                        mark(verdict.iterations)});
    }
    console.out << table_text(rows);
}

int verify(const VerifyOptions& options, const CommonOptions& common, Console& console) {
    const Study study = open_study(options.study, "rfmeans verify study.h5");
    require_sweep(study, options.study);
    const auto start = start_centroids(study, options);
    const auto backends = pick_backends(common, study.features->points, console);
    const auto verdicts = verify_models(study, backends, start, console);
    print_verdicts(verdicts, common, console);
    const auto different = std::count_if(verdicts.begin(), verdicts.end(), [](const Verdict& v) { return !v.equal(); });
    if (different > 0) {
        throw Error(Failure::resource,
                    fmt::format("{} of {} refits differ from '{}' (the file was changed, or was made by another "
                                "version). Fit it again with `rfmeans sweep {} --force`",
                                different, verdicts.size(), options.study, options.study));
    }
    if (!common.json) {
        fmt::print(console.out, "\nAll {} refits equal the stored models bit by bit.\n", verdicts.size());
    }
    return kExitDone;
}

}  // namespace

Command add_verify_command(CLI::App& program) {
    auto options = std::make_shared<VerifyOptions>();
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("verify", "Refit on every device: the same bits as in the study?");
    app->footer(
        "The best model of each k is fitted again on every device there is (the reference up to 1,000,000\n"
        "customers). Exit code 1 where a bit differs.\n\n"
        "Examples:\n"
        "  rfmeans verify study.h5\n"
        "  rfmeans verify study.h5 --device cuda:0");
    app->add_option("STUDY", options->study, "A study with models")->type_name("")->group("Input");
    app->add_option("--init", options->init, "file:CENTROIDS.npy, where the sweep started from a file")
        ->type_name("HOW")
        ->group("Input");
    app->add_option("--device", common->device, "Only this one; auto: every device there is")
        ->type_name("DEVICE")
        ->capture_default_str()
        ->group("Running");
    add_engine_option(*app, *common);
    add_threads_option(*app, *common);
    add_json_option(*app, *common);
    add_quiet_option(*app, *common);
    return {app, common, [=](Console& console) { return verify(*options, *common, console); }};
}

}  // namespace rfmeans::cli
