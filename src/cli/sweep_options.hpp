// Options of features and of the sweep; shared by run, sweep and verify.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rfmeans/cluster.hpp"
#include "rfmeans/evaluate.hpp"
#include "rfmeans/features.hpp"

namespace rfmeans::cli {

struct FeatureOptions {
    std::vector<std::string> columns;
    std::string transform;  ///< empty: the default of a study or of a plain matrix
    std::string scaling;
    std::string winsorise = "0";
    std::string weights;  ///< empty: every point counts 1
};
void add_feature_options(CLI::App& app, FeatureOptions& options);
[[nodiscard]] FeatureSpec feature_spec(const FeatureOptions& options);

struct SweepOptions {
    std::string ks = "2..10";
    std::int64_t seeds = 32;
    std::string init = "kmeans++";
    std::int64_t max_iterations = 10'000;
    double tolerance = 0;
    std::string metrics = "best";
    std::string silhouette = "none";
    bool resume = false;  ///< only where add_resume_option() was called
    CLI::Option* ks_option = nullptr;
    CLI::Option* seeds_option = nullptr;
};
void add_sweep_options(CLI::App& app, SweepOptions& options);

/// `--silhouette`; shared with segment.
void add_silhouette_option(CLI::App& app, std::string& word, const std::string& group);

void add_resume_option(CLI::App& app, SweepOptions& options);

/// Whose units start centroids in a file have: raw columns of a plain matrix, or features of a study.
enum class StartUnits { raw, features };

/// Checks the options as far as they can be checked without the data.
void check_sweep_options(const SweepOptions& options);

/// The spec for a given feature matrix. Reads start centroids and turns them into grid steps.
[[nodiscard]] SweepSpec sweep_spec(const SweepOptions& options, const FeatureMatrix& features, StartUnits units);

/// Start centroids from an .npy or CSV file, in grid steps. Errors: Error{resource}, Error{content} wrong width.
[[nodiscard]] Matrix<float> read_start_centroids(const std::string& file, const FeatureMatrix& features,
                                                 StartUnits units);

/// Whether the word of `--silhouette` asks for the silhouette of all pairs of points.
[[nodiscard]] bool asks_for_all_pairs(const std::string& silhouette);

[[nodiscard]] MeasuredModels measured_models(const SweepOptions& options);

}  // namespace rfmeans::cli
