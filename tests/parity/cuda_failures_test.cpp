// What the backend does when CUDA fails. Only the software GPU can be told to fail: on a real one these tests skip.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <string>

namespace rfmeans::test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

struct Outcome {
    int status;  ///< exit code; -1: ended by a signal
    std::string output;
};

/// Runs tests/parity/cuda_case.cpp with more variables in its environment.
Outcome run_case(const std::string& name, const std::string& variables) {
    const std::string command = "env " + variables + " '" RFMEANS_CUDA_CASE "' " + name + " 2>&1";
    FILE* const pipe = popen(command.c_str(), "r");
    if (!pipe) {
        return {-1, "popen failed"};
    }
    std::string output;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
        output += static_cast<char>(c);
    }
    const int status = pclose(pipe);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, output};
}

bool software_gpu() {
    return run_case("devices", "SOFTGPU_DEVICES=0").output.find("device: ") == std::string::npos;
}

class CudaFailures : public testing::Test {
protected:
    void SetUp() override {
        if (!software_gpu()) {
            GTEST_SKIP() << "only the software GPU can be told to fail";
        }
    }
};

TEST_F(CudaFailures, WithoutADeviceThereIsAReasonAndAClearError) {
    const Outcome devices = run_case("devices", "SOFTGPU_DEVICES=0");
    EXPECT_EQ(devices.status, 0) << devices.output;
    EXPECT_THAT(devices.output, HasSubstr("reason: there is no NVIDIA GPU\n"));

    const Outcome fit = run_case("fit", "SOFTGPU_DEVICES=0");
    EXPECT_EQ(fit.status, 1) << fit.output;
    EXPECT_THAT(fit.output, HasSubstr("no CUDA device can be used (there is no NVIDIA GPU). Use --device cpu"));
}

TEST_F(CudaFailures, AGpuOlderThanTheKernelsIsNoDevice) {
    const Outcome devices = run_case("devices", "SOFTGPU_STRICT=0 SOFTGPU_CC=7.0");
    EXPECT_EQ(devices.status, 0) << devices.output;
    EXPECT_THAT(devices.output, HasSubstr("no kernels for this GPU"));
    EXPECT_THAT(devices.output, Not(HasSubstr("device: ")));
    EXPECT_EQ(run_case("fit", "SOFTGPU_CC=7.0").status, 1);
}

TEST_F(CudaFailures, SplitsTheBatchWhereMemoryIsShort) {
    // 100 jobs · 1,150 clusters · (7 centroid floats + 8 sums) take 9.7 MiB.
    const Outcome roomy = run_case("models", "SOFTGPU_MEMORY_MB=64");
    EXPECT_EQ(roomy.status, 0) << roomy.output;
    for (const std::string megabytes : {"1", "3", "8"}) {
        const Outcome tight = run_case("models", "SOFTGPU_MEMORY_MB=" + megabytes);
        EXPECT_EQ(tight.status, 0) << megabytes << " MiB: " << tight.output;
    }
}

TEST_F(CudaFailures, FitsGoInGroupsWhereMemoryIsShort) {
    for (const std::string megabytes : {"64", "1"}) {
        const Outcome outcome = run_case("sweep", "SOFTGPU_MEMORY_MB=" + megabytes);
        EXPECT_EQ(outcome.status, 0) << megabytes << " MiB: " << outcome.output;
    }
}

TEST_F(CudaFailures, LabelsInSlicesWhereMemoryIsShort) {
    const Outcome tight = run_case("points", "SOFTGPU_MEMORY_MB=1");
    EXPECT_EQ(tight.status, 0) << tight.output;
}

/// Lets one allocation after another fail until a run makes fewer: those before the points lie on the device are
/// reported, all others overcome. How many were.
int overcome_failures(const std::string& name) {
    int overcome = 0;
    for (int call = 1;; ++call) {
        const Outcome outcome = run_case(name, "SOFTGPU_FAIL=cudaMalloc:" + std::to_string(call));
        if (outcome.output.find("injected failure") == std::string::npos) {
            EXPECT_EQ(outcome.status, 0) << name << ", " << call << ": " << outcome.output;
            return overcome;
        }
        if (outcome.status == 1 && overcome == 0) {
            continue;
        }
        EXPECT_EQ(outcome.status, 0) << name << ", " << call << ": " << outcome.output;
        ++overcome;
    }
}

TEST_F(CudaFailures, MetricsComeFromTheHostWhereMemoryIsShort) {
    EXPECT_GT(overcome_failures("metrics"), 8);
}

TEST_F(CudaFailures, RandomStartsComeFromTheHostWhereMemoryIsShort) {
    EXPECT_GT(overcome_failures("starts"), 3);
    EXPECT_THAT(run_case("starts", "SOFTGPU_MEMORY_MB=64").output, HasSubstr("on the device"));
}

TEST_F(CudaFailures, OutOfMemoryForThePointsSaysSo) {
    const Outcome outcome = run_case("fit", "SOFTGPU_FAIL=cudaMalloc:1");
    EXPECT_EQ(outcome.status, 1) << outcome.output;
    EXPECT_THAT(outcome.output, HasSubstr("the GPU ran out of memory while allocating 4608 bytes"));
    EXPECT_THAT(outcome.output, HasSubstr("--device cpu"));
}

/// Lets the 1st, 2nd, … call of one kind fail until a run makes fewer of them.
class FailingCall : public CudaFailures, public testing::WithParamInterface<const char*> {};

TEST_P(FailingCall, IsReportedOrOvercomeAndLeavesNothingBehind) {
    int failures = 0;
    for (const std::string rounds : {"fit", "tree"}) {
        for (int call = 1; call <= 60; ++call) {
            const std::string which = std::string(GetParam()) + ":" + std::to_string(call);
            const Outcome outcome = run_case(rounds, "SOFTGPU_FAIL=" + which);
            if (outcome.output.find("injected failure") == std::string::npos) {
                EXPECT_EQ(outcome.status, 0) << rounds << ", " << which << ": " << outcome.output;
                break;
            }
            ++failures;
            EXPECT_THAT(outcome.status, AnyOf(0, 1)) << rounds << ", " << which << ": " << outcome.output;
            EXPECT_THAT(outcome.output, HasSubstr(outcome.status == 0 ? "equal" : "--device cpu"))
                << rounds << ", " << which;
        }
    }
    EXPECT_GT(failures, 0) << GetParam() << " was never called";
}

INSTANTIATE_TEST_SUITE_P(Calls, FailingCall,
                         testing::Values("cudaGetDeviceProperties", "cudaFuncGetAttributes", "cudaDeviceGetAttribute",
                                         "cudaStreamCreateWithFlags", "cudaMalloc", "cudaMallocHost", "cudaMemcpyAsync",
                                         "cudaMemsetAsync", "cudaMemset2DAsync", "cudaLaunchKernel",
                                         "cudaStreamBeginCapture", "cudaStreamEndCapture", "cudaGraphInstantiate",
                                         "cudaGraphLaunch", "cudaStreamSynchronize"),
                         [](const auto& call) { return std::string(call.param); });

}  // namespace
}  // namespace rfmeans::test
