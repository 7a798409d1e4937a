#include "cli/progress.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cmath>
#include <ostream>

namespace rfmeans::cli {
namespace {

constexpr double kSilentSeconds = 1.0;
constexpr double kSecondsBetween = 0.1;
constexpr std::size_t kBarCells = 30;

std::string time_text(double seconds) {
    const auto whole = std::llround(seconds);
    return whole < 3600 ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                        : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

Progress::Progress(const Console& console, std::string what) : console_(console), what_(std::move(what)) {}

Progress::~Progress() {
    if (shown_) {
        console_.err << "\r\033[K" << std::flush;
    }
}

void Progress::show(std::size_t done, std::size_t all) {
    const auto now = Clock::now();
    const double elapsed = std::chrono::duration<double>(now - start_).count();
    if (!console_.err_is_terminal || console_.talk == Talk::quiet || elapsed < kSilentSeconds || all == 0 ||
        std::chrono::duration<double>(now - last_).count() < kSecondsBetween) {
        return;
    }
    last_ = now;
    shown_ = true;
    const std::size_t cells = kBarCells * done / all;
    const std::string left = done == 0
                                 ? std::string("-:--")
                                 : time_text(elapsed * static_cast<double>(all - done) / static_cast<double>(done));
    fmt::print(console_.err, "\r\033[K{} [{}{}] {} of {}, {} left", what_, std::string(cells, '='),
               std::string(kBarCells - cells, ' '), with_commas(static_cast<long long>(done)),
               with_commas(static_cast<long long>(all)), left);
    console_.err << std::flush;
}

}  // namespace rfmeans::cli
