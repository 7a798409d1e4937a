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

enum class DryRunForm { text, json };

/// Prints files, roles, definitions in force and an estimate of the memory, from the heads of the files alone.
void print_dry_run(const DryRun& plan, DryRunForm form, Console& console);

}  // namespace rfmeans::cli
