#pragma once

#include <string>

#include "rfmeans/profile.hpp"

namespace rfmeans::cli {

/// A profile for the terminal: files, columns, findings, amounts by month.
[[nodiscard]] std::string profile_text(const Profile& profile);

}  // namespace rfmeans::cli
