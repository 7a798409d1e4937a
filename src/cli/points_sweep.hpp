// `sweep --points`: K-Means of any plain matrix, results in the file's units.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/output_folder.hpp"
#include "cli/sweep_options.hpp"
#include "rfmeans/models.hpp"

namespace rfmeans::cli {

struct PointsSweep {
    std::string file;
    std::string folder;
    std::string device;
    RoundMethod method = RoundMethod::automatic;
    Replace replace = Replace::never;
    FeatureSpec features;
    SweepOptions sweep;
};

/// Reads, fits, and writes models.csv, kK.labels.npy and kK.centroids.npy.
[[nodiscard]] Sweep sweep_points(const PointsSweep& plan, const Console& console);

}  // namespace rfmeans::cli
