#include "cli/progress.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>

namespace rfmeans::cli {
namespace {

constexpr std::size_t kBarCells = 30;

}  // namespace

Progress::Progress(const Console& console, std::string what, Counted counted)
    : console_(console), what_(std::move(what)), counted_(counted) {}

Progress::~Progress() {
    if (shown_) {
        console_.err << "\r\033[K" << std::flush;
    }
}

void Progress::show(std::size_t done, std::size_t all) {
    const auto now = Clock::now();
    const double elapsed = std::chrono::duration<double>(now - start_).count();
    rounds_.push_back({.seconds = elapsed, .running = all - done});
    if (!console_.err_is_terminal || console_.talk == Talk::quiet || elapsed < kSilentSeconds || all == 0 ||
        std::chrono::duration<double>(now - last_).count() < kSecondsBetween) {
        return;
    }
    last_ = now;
    shown_ = true;
    const std::size_t cells = kBarCells * done / all;
    std::optional<double> seconds_left;
    if (counted_ == Counted::fits) {
        seconds_left = estimate_seconds_left(rounds_);
    } else if (done > 0) {
        seconds_left = elapsed / static_cast<double>(done) * static_cast<double>(all - done);
    }
    fmt::print(console_.err, "\r\033[K{} [{}{}] {} of {} {}, {}", what_, std::string(cells, '='),
               std::string(kBarCells - cells, ' '), with_commas(static_cast<long long>(done)),
               with_commas(static_cast<long long>(all)), counted_ == Counted::fits ? "converged" : "done",
               time_left_text(seconds_left));
    console_.err << std::flush;
}

}  // namespace rfmeans::cli
