#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rfmeans::cli {

/// A message where the first argument is no command of `app`, with the one that was probably meant.
[[nodiscard]] std::optional<std::string> unknown_command(const CLI::App& app,
                                                         const std::vector<std::string>& arguments);

/// The message of a parse error as part of one of ours: without a full stop or line ends.
[[nodiscard]] std::string sentence(std::string message);

}  // namespace rfmeans::cli
