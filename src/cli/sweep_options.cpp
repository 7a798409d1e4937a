#include "cli/sweep_options.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numeric>

#include "cli/option_values.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans::cli {
namespace {

constexpr std::int64_t kMostSeeds = 10'000'000;
const std::string kFilePrefix = "file:";

bool starts_from_file(const SweepOptions& options) {
    return options.init.starts_with(kFilePrefix);
}

}  // namespace

void add_feature_options(CLI::App& app, FeatureOptions& options) {
    const std::string group = "Features";
    app.add_option("--features", options.columns,
                   "Columns to cluster on [recency,frequency,monetary]; attributes by their names")
        ->type_name("NAME,...")
        ->delimiter(',')
        ->expected(1, 1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->group(group);
    add_choice(app, "--transform", options.transform, {{"log1p", "none"}, "Transform [study: log1p, points: none]"})
        ->group(group);
    add_choice(app, "--scale", options.scaling, {{"z", "robust", "minmax", "none"}, "Scale [study: z, points: none]"})
        ->group(group);
    app.add_option("--winsorise", options.winsorise, "Pull in this share of extreme values at each end, 0 to 49")
        ->type_name("PERCENT")
        ->capture_default_str()
        ->group(group);
    app.add_option("--weights", options.weights,
                   "A column of numbers >= 0: how much each point counts; with --points it is no coordinate then")
        ->type_name("COLUMN")
        ->group(group);
}

FeatureSpec feature_spec(const FeatureOptions& options) {
    static const std::map<std::string, Transform> kTransforms = {{"log1p", Transform::log1p},
                                                                 {"none", Transform::none}};
    static const std::map<std::string, Scaling> kScalings = {
        {"z", Scaling::z}, {"robust", Scaling::robust}, {"minmax", Scaling::minmax}, {"none", Scaling::none}};
    FeatureSpec spec{.columns = options.columns, .transform = {}, .scaling = {}};
    if (!options.transform.empty()) {
        spec.transform = choose(options.transform, kTransforms);
    }
    if (!options.scaling.empty()) {
        spec.scaling = choose(options.scaling, kScalings);
    }
    spec.winsorise = parse_percent(options.winsorise, "--winsorise");
    spec.weights = options.weights;
    if (spec.winsorise < 0 || spec.winsorise > 49) {
        throw Error(Failure::option, fmt::format("--winsorise {} is out of range (percent at each end). Give 0 to 49",
                                                 options.winsorise));
    }
    return spec;
}

void add_sweep_options(CLI::App& app, SweepOptions& options) {
    const std::string group = "Sweep";
    options.ks_option = app.add_option("-k", options.ks, "Numbers of clusters: a range, a number or a list (2,4,8)")
                            ->type_name("K")
                            ->capture_default_str()
                            ->group(group);
    options.seeds_option = app.add_option("--seeds", options.seeds, "How many starts for each k: seeds 0, 1, 2, …")
                               ->transform(count_between(1, kMostSeeds))
                               ->type_name("N")
                               ->capture_default_str()
                               ->group(group);
    app.add_option("--init", options.init,
                   "Starts: kmeans++, random or file:CENTROIDS.npy (k rows, in\nfeature units; with --points in the "
                   "file's units)")
        ->type_name("HOW")
        ->capture_default_str()
        ->group(group);
    app.add_option("--max-iterations", options.max_iterations, "A fit ends after so many rounds at the latest")
        ->transform(count_between(1, 1'000'000'000))
        ->type_name("N")
        ->capture_default_str()
        ->group(group);
    app.add_option("--tolerance", options.tolerance,
                   "A fit ends when centroids move less (squared, per mean variance); 0: when they stand")
        ->type_name("X")
        ->capture_default_str()
        ->group(group);
    add_choice(app, "--metrics", options.metrics,
               {{"best", "all"}, "Silhouettes for the best of each k, or all models"})
        ->capture_default_str()
        ->group(group);
    add_silhouette_option(app, options.silhouette, group);
}

void add_silhouette_option(CLI::App& app, std::string& word, const std::string& group) {
    add_choice(app, "--silhouette", word,
               {{"none", "exact"},
                "Euclidean silhouette of all pairs of points too\n(time grows with the square of their number)"})
        ->capture_default_str()
        ->group(group);
}

void add_resume_option(CLI::App& app, SweepOptions& options) {
    app.add_flag("--resume", options.resume,
                 "Go on where a sweep was interrupted; fit only the models that are missing")
        ->group("Sweep");
}

void check_sweep_options(const SweepOptions& options) {
    (void)parse_ks(options.ks);
    if (!(options.tolerance >= 0) || !std::isfinite(options.tolerance)) {
        throw Error(Failure::option, fmt::format("--tolerance {} is out of range. Give 0 or a small positive number",
                                                 options.tolerance));
    }
    if (starts_from_file(options)) {
        if (options.seeds_option != nullptr && options.seeds_option->count() > 0 && options.seeds != 1) {
            throw Error(Failure::option, fmt::format("--seeds {} cannot go with --init {} (every start would be the "
                                                     "same). Leave --seeds out",
                                                     options.seeds, options.init));
        }
    } else if (options.init != "kmeans++" && options.init != "random") {
        throw Error(Failure::option, fmt::format("--init '{}' is no way to start (expected kmeans++, random or "
                                                 "file:CENTROIDS.npy). Give one of them",
                                                 options.init));
    }
}

Matrix<float> read_start_centroids(const std::string& file, const FeatureMatrix& features, StartUnits units) {
    const NumberTable table = read_numbers(file);
    if (table.values.cols != features.columns.size()) {
        throw Error(Failure::content, fmt::format("'{}' has {} columns, the points have {} (start centroids need the "
                                                  "columns of the points). Give a file of that width",
                                                  file, table.values.cols, features.columns.size()));
    }
    Matrix<float> steps(table.values.rows, table.values.cols);
    for (std::size_t j = 0; j < steps.rows; ++j) {
        for (std::size_t d = 0; d < steps.cols; ++d) {
            const double value = table.values.row(j)[d];
            const double feature = units == StartUnits::raw ? features.columns[d].feature(value) : value;
            steps.row(j)[d] = static_cast<float>(feature / features.points.step());
        }
    }
    return steps;
}

SweepSpec sweep_spec(const SweepOptions& options, const FeatureMatrix& features, StartUnits units) {
    SweepSpec spec;
    spec.ks = parse_ks(options.ks);
    spec.seeds.resize(static_cast<std::size_t>(options.seeds));
    std::iota(spec.seeds.begin(), spec.seeds.end(), std::uint64_t{0});
    spec.start = options.init == "random" ? StartRule::random : StartRule::kmeanspp;
    spec.stop = {.max_iterations = options.max_iterations, .tolerance = options.tolerance};
    if (starts_from_file(options)) {
        spec.start = StartRule::file;
        spec.seeds = {0};
        spec.start_centroids = read_start_centroids(options.init.substr(kFilePrefix.size()), features, units);
        const auto rows = static_cast<std::int32_t>(spec.start_centroids->rows);
        if (options.ks_option != nullptr && options.ks_option->count() > 0 && spec.ks != std::vector{rows}) {
            throw Error(Failure::option, fmt::format("-k {} cannot go with --init {} (the file holds {} centroids). "
                                                     "Leave -k out, or give -k {}",
                                                     options.ks, options.init, rows, rows));
        }
        spec.ks = {rows};
    }
    return spec;
}

bool asks_for_all_pairs(const std::string& silhouette) {
    return silhouette == "exact";
}

MeasuredModels measured_models(const SweepOptions& options) {
    return options.metrics == "all" ? MeasuredModels::all : MeasuredModels::best_of_each_k;
}

}  // namespace rfmeans::cli
