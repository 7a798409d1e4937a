// Real data sets lie outside the repository; tests that need them skip, saying so, where they are not there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace rfmeans::test {

/// The folder named by RFMEANS_DATA, by default shared/data beside the repository; nullopt where it is not there.
[[nodiscard]] std::optional<std::filesystem::path> data_folder();

/// Why a test on a data set is skipped; empty where it is not.
[[nodiscard]] std::string reason_to_skip(const std::string& data_set);

/// The folder of the sources.
[[nodiscard]] std::filesystem::path source_folder();

/// The three files of Online Retail, which make one data set.
[[nodiscard]] std::vector<std::string> online_retail_files(const std::filesystem::path& folder);

/// Names of all that lies in a folder, hidden ones too, ascending.
[[nodiscard]] std::vector<std::string> names_in(const std::filesystem::path& folder);

/// A fresh empty folder, removed with all it holds at the end of the scope.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Writes a file into the folder and returns its path.
    [[nodiscard]] std::string file(const std::string& name, const std::string& content) const;

private:
    std::filesystem::path path_;
};

}  // namespace rfmeans::test

/// First statement of a test on real data: defines `folder`, the path of the data set's folder.
#define RFMEANS_NEED_DATA(folder, data_set)                                                      \
    if (const std::string reason = ::rfmeans::test::reason_to_skip(data_set); !reason.empty()) { \
        GTEST_SKIP() << reason;                                                                  \
    }                                                                                            \
    const std::filesystem::path folder = ::rfmeans::test::data_folder().value() / (data_set)
