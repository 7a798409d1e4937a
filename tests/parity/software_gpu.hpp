// Programs of their own, on a GPU that can be told to fail.
#pragma once

#include <gtest/gtest.h>

#include <string>

namespace rfmeans::test {

struct Outcome {
    int status;          ///< exit code; -1: ended by a signal
    std::string output;  ///< stdout and stderr
};

/// Runs a command line of the shell.
[[nodiscard]] Outcome run_shell(const std::string& command);

/// Runs tests/parity/cuda_case.cpp with more variables in its environment.
[[nodiscard]] Outcome run_case(const std::string& name, const std::string& variables);

/// Only the software GPU can be told to fail: on a real one these tests skip.
class SoftwareGpu : public testing::Test {
protected:
    void SetUp() override;
};

}  // namespace rfmeans::test
