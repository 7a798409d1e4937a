// The program on a GPU that fails at work: `--device auto` goes on with the CPU and says so.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "parity/software_gpu.hpp"
#include "support/data_files.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// Two whole columns, with many equal points.
std::string points_csv() {
    IntegerStream numbers(3);
    std::string text = "x,y\n";
    for (int i = 0; i < 300; ++i) {
        text += fmt::format("{},{}\n", numbers.next(0, 40), numbers.next(0, 9));
    }
    return text;
}

/// Each file of a folder by its name.
std::map<std::string, std::string> contents(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        files[entry.path().filename().string()] = {std::istreambuf_iterator<char>(in), {}};
    }
    return files;
}

class Fallback : public SoftwareGpu {
protected:
    void SetUp() override {
        SoftwareGpu::SetUp();
        if (!IsSkipped()) {
            points_ = folder_.file("points.csv", points_csv());
            ASSERT_EQ(sweep("cpu", "", "cpu").status, 0);
        }
    }

    /// `sweep --points` into a folder, with more variables in its environment.
    [[nodiscard]] Outcome sweep(const std::string& device, const std::string& variables, const std::string& out) const {
        return run_shell(
            fmt::format("env {} '{}' sweep --points '{}' -k 2..6 --seeds 3 --silhouette exact --device {} -o '{}'",
                        variables, RFMEANS_PROGRAM, points_, device, path(out)));
    }

    [[nodiscard]] std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

    TemporaryFolder folder_;
    std::string points_;
};

TEST_F(Fallback, WritesWhatTheCpuWritesWhicheverLaunchFails) {
    const auto expected = contents(path("cpu"));
    ASSERT_FALSE(expected.empty());
    int failures = 0;
    for (const std::string call : {"cudaGraphLaunch", "cudaLaunchKernel", "cudaStreamSynchronize", "cudaMalloc"}) {
        for (int at = 1;; at = at * 2 + 1) {
            SCOPED_TRACE(fmt::format("{}:{}", call, at));
            const std::string out = fmt::format("{}-{}", call, at);
            const Outcome outcome = sweep("auto", fmt::format("SOFTGPU_FAIL={}:{}", call, at), out);
            ASSERT_EQ(outcome.status, 0) << outcome.output;
            EXPECT_EQ(contents(path(out)), expected);
            if (outcome.output.find("injected failure") == std::string::npos) {
                EXPECT_THAT(outcome.output, Not(HasSubstr("the CPU goes on")));
                break;
            }
            ++failures;
            // Where there is too little memory, the GPU may go on with smaller work.
            if (call != "cudaMalloc") {
                EXPECT_THAT(outcome.output, HasSubstr("warning: the CPU goes on from here, to the same results: "));
            }
        }
    }
    EXPECT_GT(failures, 8);
}

TEST_F(Fallback, IsNotForAGpuThatWasAskedFor) {
    const Outcome outcome = sweep("cuda", "SOFTGPU_FAIL=cudaGraphLaunch:1", "out");
    EXPECT_EQ(outcome.status, 1) << outcome.output;
    EXPECT_THAT(outcome.output, HasSubstr("the GPU failed while"));
    EXPECT_FALSE(fs::exists(path("out"))) << "results that are not whole";
}

TEST_F(Fallback, IsNamedInTheStudy) {
    const Outcome made = run_shell(fmt::format("'{}' synth -n 60 -o '{}'", RFMEANS_PROGRAM, path("shop.csv")));
    ASSERT_EQ(made.status, 0) << made.output;
    const Outcome outcome = run_shell(
        fmt::format("env SOFTGPU_FAIL=cudaGraphLaunch:1 '{}' run '{}' -k 2..4 --seeds 2 --device auto -o '{}'",
                    RFMEANS_PROGRAM, path("shop.csv"), path("out")));
    ASSERT_EQ(outcome.status, 0) << outcome.output;
    EXPECT_THAT(outcome.output, HasSubstr("the CPU goes on from here"));
    const std::string study = path("out") + "/study.h5";
    EXPECT_THAT(run_shell(fmt::format("'{}' info '{}'", RFMEANS_PROGRAM, study)).output, HasSubstr("cuda:0, then cpu"));
    const Outcome verified = run_shell(fmt::format("'{}' verify '{}' --device cpu", RFMEANS_PROGRAM, study));
    EXPECT_EQ(verified.status, 0) << verified.output;
}

}  // namespace
}  // namespace rfmeans::test
