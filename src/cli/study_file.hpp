#pragma once

#include <string>

#include "rfmeans/study.hpp"

namespace rfmeans::cli {

/// Loads a study given as an argument. Errors: as load_study; Error{option} where `path` is empty (none given).
[[nodiscard]] Study open_study(const std::string& path, const std::string& example);

/// Saves a study whole or not at all; an interrupt waits until it is done.
void store_study(const Study& study, const std::string& path);

/// Errors: Error{content} saying which subcommand makes what is missing.
void require_features(const Study& study, const std::string& path);
void require_sweep(const Study& study, const std::string& path);
void require_segments(const Study& study, const std::string& path);

}  // namespace rfmeans::cli
