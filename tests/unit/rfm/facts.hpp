// Facts of real data, computed independently.
#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace rfmeans::test {

inline nlohmann::json read_facts(const std::filesystem::path& folder) {
    std::ifstream in(folder / "reference_facts.json");
    return nlohmann::json::parse(in);
}

}  // namespace rfmeans::test
