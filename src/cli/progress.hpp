#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "cli/console.hpp"
#include "cli/time_left.hpp"

namespace rfmeans::cli {

/// What is counted: fits, of which nobody knows when they end, or pieces of work that take about as long each.
enum class Counted { fits, pieces };

/// One line on stderr that shows how far a long piece of work is: on a terminal only, from the second second on.
class Progress {
public:
    Progress(const Console& console, std::string what, Counted counted = Counted::fits);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();  ///< clears the line

    /// After each round: models that have ended, of all; or after each piece.
    void show(std::size_t done, std::size_t all);

private:
    using Clock = std::chrono::steady_clock;
    const Console& console_;
    std::string what_;
    Counted counted_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
    std::vector<RoundEnd> rounds_;
    bool shown_ = false;
};

}  // namespace rfmeans::cli
