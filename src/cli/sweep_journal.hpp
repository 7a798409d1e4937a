// Finished models of a sweep under way, on the disk every 30 seconds: an interrupt, a crash or a full disk loses
// little.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "cli/console.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/journal.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans::cli {

/// How long at least between two writings. For tests, before the sweep.
void set_journal_interval(std::chrono::milliseconds between);

/// "out/study.h5" → "out/study.h5.part", "results/" → "results.part".
[[nodiscard]] std::string journal_path(const std::string& result);

/// The hashes of a point set.
[[nodiscard]] PointsIdentity identify_points(const PointSet& points);

class SweepJournal {
public:
    /// Reads what an interrupted sweep left at `path`. Errors: Error{resource} where something lies there that is no
    /// whole journal; it is never replaced.
    explicit SweepJournal(std::string path);

    [[nodiscard]] const std::string& path() const { return path_; }
    /// What lay there, until begin().
    [[nodiscard]] const std::optional<Journal>& found() const { return found_; }

    /// The sweep starts; it has the models spec.finished already. `points` must outlive the journal's writings.
    void begin(const PointSet& points, const SweepSpec& spec, const std::string& device);
    void add(const Model& model);

    /// Models that are finished, those of begin() included.
    [[nodiscard]] std::size_t finished() const { return now_.sweep.models.size(); }
    /// Whether a file with models of this sweep, all or the earlier ones, lies on the disk.
    [[nodiscard]] bool on_disk() const { return on_disk_; }

    /// Writes what is not on the disk yet. Errors: as save_journal; what lay there is untouched.
    void write();
    /// The same, if the time has come. A failure is warned of once, and the sweep goes on.
    void write_if_due(const Console& console);
    /// The sweep's results are stored: the journal, or the one that lay there, is not needed any more.
    void remove();

private:
    using Clock = std::chrono::steady_clock;

    void now_on_disk();

    std::string path_;
    std::optional<Journal> found_;
    bool there_ = false;
    const PointSet* points_ = nullptr;
    Journal now_;
    std::size_t unwritten_ = 0;
    Clock::time_point last_write_ = Clock::now();
    Clock::duration last_duration_{};
    bool warned_ = false;
    bool on_disk_ = false;
};

}  // namespace rfmeans::cli
