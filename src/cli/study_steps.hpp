// The way of the data, step by step: what `run` does in one go, and ingest, sweep and segment apart.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/resume.hpp"
#include "cli/sweep_journal.hpp"
#include "cli/sweep_options.hpp"
#include "rfmeans/aggregate.hpp"
#include "rfmeans/evaluate.hpp"
#include "rfmeans/study.hpp"

namespace rfmeans::cli {

/// Where what does not fit in --memory lies: in $TMPDIR, `otherwise` where that is not set.
[[nodiscard]] std::string spill_folder(const std::string& otherwise);

/// How files are aggregated; what does not fit in --memory lies beside the output. Errors: Error{option} a bad
/// --memory.
[[nodiscard]] AggregateSpec aggregate_spec(const IngestSpec& ingest, const RfmSpec& rfm, const CommonOptions& common,
                                           const std::string& output);

/// files → customers × RFM, with progress on the terminal.
struct Ingested {
    Study study;
    RejectedRows rejects;
    std::vector<std::string> warnings;
};
[[nodiscard]] Ingested ingest_files(const std::vector<std::string>& files, const AggregateSpec& spec,
                                    const Console& console);

/// Notes the command and its options in the study; `given`: only those that are given, where the others' defaults do
/// not hold.
enum class NotedOptions { all, given };
void note_provenance(Study& study, const Console& console, const CLI::App& command,
                     NotedOptions noted = NotedOptions::all);

/// How the models of a study or a matrix are fitted. The caller removes the journal when it has stored them.
struct FitPlan {
    const SweepOptions& options;
    StartUnits units = StartUnits::features;
    SweepJournal& journal;
    Resume resume = Resume::no;
    std::optional<EarlierModels> own = {};  ///< with --resume: models of the study itself
};

/// Fits every (k, seed) of the study's features that is not there yet, and measures the best models. An interrupt and
/// any other failure leaves what is finished in the journal. `points` are those of the features. Errors:
/// Error{interrupted} saying how to go on.
[[nodiscard]] Sweep fit_models(LoadedPoints& points, const FeatureMatrix& features, const FitPlan& plan,
                               const Console& console);

/// Fills in Euclidean silhouettes of all pairs of points, with progress on the terminal. An interrupt ends the program
/// at once.
void measure_all_pairs(LoadedPoints& points, MeasuredModels which, Sweep& sweep, const Console& console);

/// Runs a sweep with progress on the terminal.
[[nodiscard]] Sweep sweep_with_progress(LoadedPoints& points, SweepSpec spec, const Console& console);

/// Chooses a model and makes the segments. The study has rfm, features, whose points these are, and sweep.
void segment_study(Study& study, LoadedPoints& points, const ChoiceSpec& spec);

}  // namespace rfmeans::cli
