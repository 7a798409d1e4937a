#pragma once

#include <string>

#include "rfmeans/profile.hpp"

namespace rfmeans::report {

/// The profile that the text of profile_json holds. Keys that are missing leave their fields as they are by default, so
/// profiles of other versions can be shown as far as they go; text that is no JSON object gives an empty profile.
[[nodiscard]] Profile read_profile(const std::string& text);

}  // namespace rfmeans::report
