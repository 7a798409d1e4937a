// When a line of progress is shown; how long a sweep will still take, from what it did so far.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace rfmeans::cli {

/// No line of progress before the first, and no new one within the second.
inline constexpr double kSilentSeconds = 1.0, kSecondsBetween = 0.1;

/// After a round: seconds since the start, and how many models go on.
struct RoundEnd {
    double seconds = 0;
    std::size_t running = 0;
};

/// A round costs time for each model in it, and nobody knows when a fit will end. The later half of the rounds says how
/// long a round takes a model, and which share of the models ends in a round; both are taken to go on like that. Then
/// running / share more rounds of one model are to come. nullopt where no model ended in that half, or it is too short
/// to say.
[[nodiscard]] std::optional<double> estimate_seconds_left(const std::vector<RoundEnd>& rounds);

/// "about 12 s left", "about 3 min left", "about 2 h left"; "time left unknown".
[[nodiscard]] std::string time_left_text(std::optional<double> seconds);

}  // namespace rfmeans::cli
