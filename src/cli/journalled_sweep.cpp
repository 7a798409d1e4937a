#include "cli/journalled_sweep.hpp"

#include <fmt/format.h>

#include <new>
#include <optional>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

/// Writes what is finished, and says what is kept where; empty: nothing is.
std::string keep_finished(SweepJournal& journal, std::size_t all, const Console& console) {
    try {
        journal.write();
    } catch (const Error& error) {
        return fmt::format("what was finished since the last writing is lost: {}", error.what());
    }
    if (!journal.on_disk()) {
        return "";
    }
    const bool resumed =
        console.command.ends_with(" --resume") || console.command.find(" --resume ") != std::string::npos;
    return fmt::format(
        "{} of {} models are kept in '{}'. Go on with: {}{}", with_commas(static_cast<long long>(journal.finished())),
        with_commas(static_cast<long long>(all)), journal.path(), console.command, resumed ? "" : " --resume");
}

}  // namespace

Sweep sweep_with_journal(LoadedPoints& points, SweepSpec spec, SweepJournal& journal, const Console& console) {
    Progress progress(console, "fitting models");
    // Reading and seeding have no place to ask: until the first round an interrupt ends the program at once.
    std::optional<PatientInterrupts> patient;
    std::size_t models = 0;
    journal.begin(points.points(), spec, points.device());
    spec.on_finished = [&](const Model& model) { journal.add(model); };
    spec.progress = [&](std::size_t done, std::size_t all) {
        if (!patient) {
            patient.emplace();
        }
        models = all;
        check_interrupt();
        journal.write_if_due(console);
        progress.show(done, all);
    };
    try {
        Sweep sweep = run_sweep(points, spec);
        check_interrupt();
        if (journal.on_disk()) {
            journal.write();
        }
        return sweep;
    } catch (const Error& error) {
        const std::string kept = models > 0 ? keep_finished(journal, models, console) : "";
        if (kept.empty()) {
            throw;
        }
        const std::string what = error.failure() == Failure::interrupted ? "interrupted" : error.what();
        throw Error(error.failure(), fmt::format("{}; {}", what, kept));
    } catch (const std::bad_alloc&) {
        console.note(keep_finished(journal, models, console));
        throw;
    }
}

}  // namespace rfmeans::cli
