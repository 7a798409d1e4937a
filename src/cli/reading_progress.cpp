#include "cli/reading_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ostream>

#include "cli/time_left.hpp"

namespace rfmeans::cli {
namespace {

constexpr int kReadingBarCells = 10;  // the whole line fits into 80 columns

double share_of(const ReadSoFar& read) {
    return std::clamp(static_cast<double>(read.bytes) / static_cast<double>(read.all_bytes), 0.0, 1.0);
}

std::string bar_and_bytes(const ReadSoFar& read) {
    const auto bytes = static_cast<double>(read.bytes), all = static_cast<double>(read.all_bytes);
    if (read.all_bytes == 0) {
        return bytes_text(bytes);
    }
    double unit = 1;
    while (all / unit >= 1024) {
        unit *= 1024;
    }
    const auto cells = static_cast<std::size_t>(kReadingBarCells * share_of(read));
    return fmt::format("[{:<{}}] {:.1f} of {}", std::string(cells, '='), kReadingBarCells, bytes / unit,
                       bytes_text(all));
}

}  // namespace

std::string reading_line(const std::string& what, const ReadSoFar& read, double seconds) {
    std::string line = fmt::format("{} {}", what, bar_and_bytes(read));
    if (seconds > 0) {
        const double rows_a_second = static_cast<double>(read.rows) / seconds;
        line += fmt::format(", {} rows/s", with_commas(static_cast<long long>(rows_a_second)));
    }
    if (read.all_bytes > 0 && read.bytes > 0) {
        const double done = share_of(read);
        line += ", " + time_left_text(seconds / done * (1 - done));
    }
    return line;
}

ReadingProgress::ReadingProgress(const Console& console, std::string what, Clock clock)
    : console_(console), what_(std::move(what)), clock_(std::move(clock)) {
    first_ = begun_ = shown_at_ = clock_();
}

ReadingProgress::~ReadingProgress() {
    if (shown_) {
        console_.err << "\r\033[K" << std::flush;
    }
}

void ReadingProgress::show(const ReadSoFar& read) {
    if (!console_.err_is_terminal || console_.talk == Talk::quiet) {
        return;
    }
    const std::scoped_lock one_at_a_time(mutex_);
    const double now = clock_();
    if (read.bytes < bytes_) {  // the files are read anew
        begun_ = now;
    }
    bytes_ = read.bytes;
    if (now - first_ < kSilentSeconds || now - shown_at_ < kSecondsBetween) {
        return;
    }
    shown_at_ = now;
    shown_ = true;
    console_.err << "\r\033[K" << reading_line(what_, read, now - begun_) << std::flush;
}

double ReadingProgress::steady_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Transactions read_with_progress(const std::vector<std::string>& files, IngestSpec spec, const Console& console) {
    ReadingProgress progress(console, "reading");
    spec.progress = [&progress](const ReadSoFar& read) { progress.show(read); };
    return read_transactions(files, spec);
}

Aggregated aggregate_with_progress(const std::vector<std::string>& files, AggregateSpec spec, const Console& console) {
    ReadingProgress progress(console, "reading");
    spec.ingest.progress = [&progress](const ReadSoFar& read) { progress.show(read); };
    return aggregate_rfm(files, spec);
}

Profile profile_with_progress(const std::vector<std::string>& files, IngestSpec spec, const ProfileSpec& rows,
                              const Console& console) {
    ReadingProgress progress(console, "profiling");
    spec.progress = [&progress](const ReadSoFar& read) { progress.show(read); };
    return profile_files(files, spec, rows);
}

}  // namespace rfmeans::cli
