#include "cli/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace rfmeans::cli {
namespace {

// Levenshtein's distance, one row at a time.
std::size_t edit_distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace

std::optional<std::string> unknown_command(const CLI::App& app, const std::vector<std::string>& arguments) {
    if (arguments.empty() || arguments[0].empty() || arguments[0][0] == '-') {
        return std::nullopt;
    }
    std::string nearest;
    std::size_t nearest_distance = 3;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        const std::size_t distance = edit_distance(arguments[0], command->get_name());
        if (distance == 0) {
            return std::nullopt;
        }
        if (distance < nearest_distance) {
            nearest = command->get_name();
            nearest_distance = distance;
        }
    }
    return fmt::format("'{}' is no command{}. `rfmeans --help` lists the commands", arguments[0],
                       nearest.empty() ? "" : fmt::format(" (did you mean '{}'?)", nearest));
}

std::string sentence(std::string message) {
    std::replace(message.begin(), message.end(), '\n', ' ');
    message.erase(message.find_last_not_of(" .") + 1);
    return message;
}

}  // namespace rfmeans::cli
