#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/rfm_spec.hpp"

namespace rfmeans::cli {

struct DryRun {
    std::vector<std::string> files;
    IngestSpec ingest;
    RfmSpec rfm;
};

/// Prints files, roles, definitions in force and an estimate of the memory, from the heads of the files alone.
void print_dry_run(const DryRun& plan, Console& console);

}  // namespace rfmeans::cli
