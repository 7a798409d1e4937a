// `--resume`: which models of an earlier sweep need not be fitted again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/sweep_journal.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/study.hpp"

namespace rfmeans::cli {

enum class Resume { no, yes };

/// Models that were fitted before: those of a study, or those of a journal.
struct EarlierModels {
    std::string file;
    Journal models;
};

/// The models of a study, with the identity of its own features; nullopt where it has none.
[[nodiscard]] std::optional<Journal> models_of(const Study& study);

/// Wherein two sweeps differ that makes models of the one useless to the other, in words; empty: in nothing.
[[nodiscard]] std::vector<std::string> differences(const Journal& earlier, const Journal& wanted);

/// What lies there to go on from. A study's own models all stay in it; of a journal's, those asked for are taken.
struct Earlier {
    std::optional<EarlierModels> own;
    std::optional<EarlierModels> journal;
};

/// Models that the sweep `spec` of these points can take over, without the metrics that depend on the other models of
/// the sweep. Errors: Error{option} naming what differs.
[[nodiscard]] std::vector<Model> take_over(const Earlier& earlier, const PointSet& points, const SweepSpec& spec);

}  // namespace rfmeans::cli
