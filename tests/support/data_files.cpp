#include "support/data_files.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "support/sanitizers.hpp"

namespace rfmeans::test {

std::filesystem::path source_folder() {
    return RFMEANS_SOURCE_DIR;
}

std::optional<std::filesystem::path> data_folder() {
    const char* named = std::getenv("RFMEANS_DATA");
    std::filesystem::path folder = named ? std::filesystem::path(named) : source_folder() / "../shared/data";
    if (std::filesystem::is_directory(folder)) {
        return folder;
    }
    return std::nullopt;
}

std::string reason_to_skip(const std::string& data_set) {
    const auto data = data_folder();
    if (!data || !std::filesystem::exists(*data / data_set)) {
        return "real data '" + data_set + "' not found (RFMEANS_DATA, by default ../shared/data)";
    }
    if (kThreadSanitizer && (data_set == "online_retail" || data_set == "retail_transactions")) {
        return "so many rows take the thread sanitizer minutes; it goes over smaller shops";
    }
    return "";
}

std::vector<std::string> online_retail_files(const std::filesystem::path& folder) {
    return {folder / "online_retail_2010-12_to_2011-04.csv.gz", folder / "online_retail_2011-05_to_2011-08.csv.gz",
            folder / "online_retail_2011-09_to_2011-12.csv.gz"};
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "rfmeans-test-XXXXXX").string();
    if (!mkdtemp(pattern.data())) {
        throw std::runtime_error("no temporary folder can be made");
    }
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::file(const std::string& name, const std::string& content) const {
    const std::filesystem::path target = path_ / name;
    std::ofstream(target, std::ios::binary) << content;
    return target.string();
}

}  // namespace rfmeans::test
