#pragma once

#include "cli/console.hpp"
#include "cli/sweep_journal.hpp"
#include "rfmeans/cluster.hpp"

namespace rfmeans::cli {

/// Runs a sweep with progress on the terminal. Finished models go to the journal every 30 seconds, and where the sweep
/// ends early. Errors: Error{interrupted} saying what is kept, and the command to go on; those of run_sweep, with the
/// same.
[[nodiscard]] Sweep sweep_with_journal(LoadedPoints& points, SweepSpec spec, SweepJournal& journal,
                                       const Console& console);

}  // namespace rfmeans::cli
