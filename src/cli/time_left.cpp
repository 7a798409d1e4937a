#include "cli/time_left.hpp"

#include <fmt/format.h>

#include <cmath>

namespace rfmeans::cli {

std::optional<double> estimate_seconds_left(const std::vector<RoundEnd>& rounds) {
    if (rounds.size() < 4) {
        return std::nullopt;
    }
    const std::size_t middle = rounds.size() / 2 - 1;
    const RoundEnd& from = rounds[middle];
    const RoundEnd& now = rounds.back();
    double model_rounds = 0;  // a round is run by the models that the one before it left
    for (std::size_t r = middle; r + 1 < rounds.size(); ++r) {
        model_rounds += static_cast<double>(rounds[r].running);
    }
    const auto ended = static_cast<double>(from.running) - static_cast<double>(now.running);
    if (ended <= 0) {
        return std::nullopt;
    }
    const double seconds_each = (now.seconds - from.seconds) / model_rounds;
    const double share_ending = ended / model_rounds;
    return static_cast<double>(now.running) / share_ending * seconds_each;
}

std::string time_left_text(std::optional<double> seconds) {
    if (!seconds) {
        return "time left unknown";
    }
    const double most_seconds = 100;
    const double most_minutes = 100;
    if (*seconds < most_seconds) {
        return fmt::format("about {:.0f} s left", std::ceil(*seconds));
    }
    const double minutes = *seconds / 60;
    return minutes < most_minutes ? fmt::format("about {:.0f} min left", minutes)
                                  : fmt::format("about {:.0f} h left", minutes / 60);
}

}  // namespace rfmeans::cli
