#include "cli/sweep_journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <filesystem>
#include <set>
#include <span>
#include <utility>

#include "cli/interrupt.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/sha256.hpp"
#include "rfmeans/store.hpp"

namespace rfmeans::cli {
namespace fs = std::filesystem;
namespace {

static_assert(std::endian::native == std::endian::little, "the hashes are of little-endian values");

std::chrono::milliseconds interval{30'000};
// Writing may take at most this part of the time, however long the interval.
constexpr int kWritingShare = 20;

}  // namespace

void set_journal_interval(std::chrono::milliseconds between) {
    interval = between;
}

std::string journal_path(const std::string& result) {
    fs::path plain = fs::path(result).lexically_normal();
    if (!plain.has_filename()) {
        plain = plain.parent_path();
    }
    return plain.string() + ".part";
}

PointsIdentity identify_points(const PointSet& points) {
    PointsIdentity identity{.points = static_cast<std::int64_t>(points.points()),
                            .dims = static_cast<std::int64_t>(points.dims()),
                            .step_exponent = points.step_exponent,
                            .values_sha256 = sha256_hex(std::as_bytes(std::span(points.values.values)))};
    if (!points.weights.empty()) {
        identity.weight_exponent = points.weight_exponent;
        identity.weights_sha256 = sha256_hex(std::as_bytes(std::span(points.weights)));
    }
    return identity;
}

SweepJournal::SweepJournal(std::string path) : path_(std::move(path)) {
    std::error_code error;
    there_ = fs::exists(fs::symlink_status(path_, error));
    if (there_) {
        found_ = load_journal(path_);
    }
}

void SweepJournal::begin(const PointSet& points, const SweepSpec& spec, const std::string& device) {
    points_ = &points;
    now_.tool_version = RFMEANS_VERSION;
    now_.start_centroids = spec.start_centroids;
    now_.sweep = {.models = spec.finished, .start = spec.start, .stop = spec.stop, .device = device, .warnings = {}};
    if (found_) {
        std::set<std::pair<std::int32_t, std::uint64_t>> taken_over;
        for (const Model& model : spec.finished) {
            taken_over.emplace(model.k, model.seed);
        }
        if (std::ranges::any_of(found_->sweep.models,
                                [&](const Model& model) { return taken_over.contains({model.k, model.seed}); })) {
            now_on_disk();
        }
        found_.reset();
    }
    last_write_ = Clock::now();
}

void SweepJournal::add(const Model& model) {
    now_.sweep.models.push_back(model);
    ++unwritten_;
}

void SweepJournal::write() {
    if (unwritten_ == 0) {
        return;
    }
    const auto start = Clock::now();
    if (now_.points.values_sha256.empty()) {
        now_.points = identify_points(*points_);
    }
    std::ranges::sort(now_.sweep.models, {}, [](const Model& model) { return std::pair(model.k, model.seed); });
    {
        const DeferredInterrupts file_and_words_agree;
        save_journal(now_, path_);
        now_on_disk();
    }
    unwritten_ = 0;
    last_write_ = Clock::now();
    last_duration_ = last_write_ - start;
}

void SweepJournal::write_if_due(const Console& console) {
    const auto wait = std::max<Clock::duration>(interval, kWritingShare * last_duration_);
    if (unwritten_ == 0 || Clock::now() - last_write_ < wait) {
        return;
    }
    try {
        write();
    } catch (const Error& error) {
        last_write_ = Clock::now();
        if (!warned_) {
            console.warn(fmt::format("finished models cannot be kept yet: {}", error.what()));
            warned_ = true;
        }
    }
}

void SweepJournal::remove() {
    std::error_code ignored;
    if (there_) {
        fs::remove(path_, ignored);
        there_ = false;
    }
    on_disk_ = false;
    forget_last_words();
}

void SweepJournal::now_on_disk() {
    there_ = true;
    on_disk_ = true;
    set_last_words(
        fmt::format("interrupted; the models finished until the last writing are kept in '{}'. Go on with the "
                    "same command and --resume",
                    path_));
}

}  // namespace rfmeans::cli
