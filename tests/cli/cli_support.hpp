// Runs command lines in process and looks at what they leave behind.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/data_files.hpp"

namespace rfmeans::test {

/// What a command line said, and its exit code.
struct Outcome {
    int code = -1;
    std::string out;
    std::string err;
};

[[nodiscard]] Outcome run_command(const std::vector<std::string>& arguments);

[[nodiscard]] std::string read_text(const std::filesystem::path& file);

/// A shop of `customers` customers with one to seven orders each, worked out by plain arithmetic.
[[nodiscard]] std::string shop_csv(int customers);

/// Each test has an empty folder of its own.
class CliTest : public ::testing::Test {
protected:
    [[nodiscard]] std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
    [[nodiscard]] std::string file(const std::string& name, const std::string& content) const {
        return folder_.file(name, content);
    }

    /// `run` on a shop file: expects the code, the words in the message, and that only `shop` is left in the folder.
    void expect_run_fails(const std::string& shop, int code, const std::vector<std::string>& words,
                          const std::vector<std::string>& options = {}) const;

    TemporaryFolder folder_;
};

}  // namespace rfmeans::test
