#pragma once

#include <string>

#include "rfmeans/profile.hpp"

namespace rfmeans::cli {

/// A profile for a terminal of so many characters a line: files, alerts, findings, columns, months. Figures that do not
/// fit are left out, the least important first.
[[nodiscard]] std::string profile_text(const Profile& profile, std::size_t width);

}  // namespace rfmeans::cli
