// How far the reading of files is: bytes, rows a second, time left.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::cli {

/// "reading [=====     ] 1.0 of 2.0 GiB, 1,500,000 rows/s, about 12 s left", at the mean speed of these seconds.
[[nodiscard]] std::string reading_line(const std::string& what, const ReadSoFar& read, double seconds);

/// One line on stderr: on a terminal only, from the second second on. Several threads may tell.
class ReadingProgress {
public:
    using Clock = std::function<double()>;  ///< seconds

    ReadingProgress(const Console& console, std::string what, Clock clock = steady_seconds);
    ReadingProgress(const ReadingProgress&) = delete;
    ReadingProgress& operator=(const ReadingProgress&) = delete;
    ~ReadingProgress();  ///< clears the line

    void show(const ReadSoFar& read);

private:
    static double steady_seconds();

    std::mutex mutex_;
    const Console& console_;
    std::string what_;
    Clock clock_;
    double first_, begun_;  // when the work began, and when this pass over the files did
    double shown_at_;
    std::int64_t bytes_ = 0;
    bool shown_ = false;
};

/// As read_transactions and profile_files.
[[nodiscard]] Transactions read_with_progress(const std::vector<std::string>& files, IngestSpec spec,
                                              const Console& console);
[[nodiscard]] Profile profile_with_progress(const std::vector<std::string>& files, IngestSpec spec,
                                            const ProfileSpec& rows, const Console& console);

}  // namespace rfmeans::cli
