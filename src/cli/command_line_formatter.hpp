#pragma once

#include <CLI/CLI.hpp>
#include <memory>

namespace rfmeans::cli {

/// Help pages: "--seeds N [32]" and a description of one line, a little wider than CLI11's own.
[[nodiscard]] std::shared_ptr<CLI::Formatter> make_help_formatter();

}  // namespace rfmeans::cli
