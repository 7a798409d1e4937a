// What the backend does when CUDA fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "parity/software_gpu.hpp"

namespace rfmeans::test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

class CudaFailures : public SoftwareGpu {};

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

/// Lets one allocation after another fail until a run makes fewer: all are overcome. How many were.
int overcome_failures(const std::string& name) {
    int overcome = 0;
    for (int call = 1;; ++call) {
        const Outcome outcome = run_case(name, "SOFTGPU_FAIL=cudaMallocAsync:" + std::to_string(call));
        if (outcome.output.find("injected failure") == std::string::npos) {
            EXPECT_EQ(outcome.status, 0) << name << ", " << call << ": " << outcome.output;
            return overcome;
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

TEST_F(CudaFailures, PointsAreStreamedWhereTheyDoNotFitIntoTheMemory) {
    // 40,000 points of 8 dimensions take 1.6 MB with their weights.
    for (const std::string more : {"SOFTGPU_INITCHECK=1", "SOFTGPU_STREAMS=deferred SOFTGPU_HAZARDCHECK=1",
                                   "SOFTGPU_STREAMS=deferred SOFTGPU_HAZARDCHECK=1 SOFTGPU_SEED=1",
                                   "SOFTGPU_STREAMS=deferred SOFTGPU_HAZARDCHECK=1 SOFTGPU_SEED=2", "SOFTGPU_DEVICES=2",
                                   "SOFTGPU_FAIL=cudaHostRegister:1"}) {
        const Outcome outcome = run_case("streamed", "SOFTGPU_MEMORY_MB=1 " + more);
        EXPECT_EQ(outcome.status, 0) << more << ": " << outcome.output;
        const Outcome sweep = run_case("streamed_sweep", "SOFTGPU_MEMORY_MB=1 " + more);
        EXPECT_EQ(sweep.status, 0) << more << ": " << sweep.output;
    }
}

TEST_F(CudaFailures, OutOfMemoryForTheSmallestChunkSaysSo) {
    const Outcome outcome = run_case("wide", "SOFTGPU_MEMORY_MB=1");
    EXPECT_EQ(outcome.status, 1) << outcome.output;
    EXPECT_THAT(outcome.output, HasSubstr("the GPU ran out of memory while allocating 2048000 bytes"));
    EXPECT_THAT(outcome.output, HasSubstr("--device cpu"));
}

TEST_F(CudaFailures, WithoutAWorkingNcclDevicesCopyTheirSums) {
    for (const std::string library : {"", "/nowhere/libnccl.so", RFMEANS_FAILING_NCCL}) {
        const Outcome outcome = run_case("devices_fit", "SOFTGPU_DEVICES=2 RFMEANS_NCCL='" + library + "'");
        EXPECT_EQ(outcome.status, 0) << library << ": " << outcome.output;
    }
}

TEST_F(CudaFailures, WhatNcclReportsInARoundIsReported) {
    for (const std::string call : {"ncclGroupStart", "ncclAllReduce", "ncclGroupEnd"}) {
        const Outcome outcome = run_case(
            "devices_fit", "SOFTGPU_DEVICES=2 FAILING_CALL=" + call + " RFMEANS_NCCL='" RFMEANS_FAILING_NCCL "'");
        EXPECT_EQ(outcome.status, 1) << call << ": " << outcome.output;
        EXPECT_THAT(outcome.output, HasSubstr("the GPUs failed while adding sums (NCCL: a failure for tests)")) << call;
        EXPECT_THAT(outcome.output, HasSubstr("--device cpu")) << call;
    }
}

/// Variables that put a library in the place of cuBLAS whose `part` fails.
std::string broken_cublas(const std::string& part) {
    return "RFMEANS_CUBLAS='" RFMEANS_BROKEN_CUBLAS "' BROKEN_CUBLAS=" + part;
}

TEST_F(CudaFailures, RoundsAreBruteWhereCublasIsNotThereOrDoesNotStart) {
    for (const std::string& variables :
         {std::string("RFMEANS_CUBLAS=/nowhere/libcublas.so.13"), std::string("RFMEANS_CUBLAS=libm.so.6"),
          broken_cublas("create"), broken_cublas("stream"), broken_cublas("workspace"),
          std::string("SOFTGPU_MEMORY_MB=8")}) {
        const Outcome outcome = run_case("product", variables);
        EXPECT_EQ(outcome.status, 0) << variables << ": " << outcome.output;
    }
}

TEST_F(CudaFailures, AProductThatFailsIsReported) {
    const Outcome outcome = run_case("product", broken_cublas("gemm"));
    EXPECT_EQ(outcome.status, 1) << outcome.output;
    EXPECT_THAT(outcome.output, HasSubstr("the GPU failed while multiplying points and centroids "
                                          "(CUBLAS_STATUS_EXECUTION_FAILED). Try again, or use --device cpu"));
}

/// Lets the 1st, 2nd, … call of one kind fail until a run makes fewer of them.
class FailingCall : public CudaFailures, public testing::WithParamInterface<const char*> {};

TEST_P(FailingCall, IsReportedOrOvercomeAndLeavesNothingBehind) {
    int failures = 0;
    const std::string copies = "SOFTGPU_DEVICES=2 RFMEANS_NCCL= ";
    for (const auto& [rounds, variables] : {std::pair<std::string, std::string>{"fit", ""},
                                            {"tree", ""},
                                            {"many", ""},
                                            {"product", ""},
                                            {"devices_fit", copies},
                                            {"devices_fit", "SOFTGPU_DEVICES=2 "},
                                            {"streamed", "SOFTGPU_MEMORY_MB=1 "}}) {
        for (int call = 1; call <= 60; ++call) {
            const std::string which = std::string(GetParam()) + ":" + std::to_string(call);
            const Outcome outcome = run_case(rounds, variables + "SOFTGPU_FAIL=" + which);
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
                                         "cudaStreamCreateWithFlags", "cudaDeviceGetDefaultMemPool",
                                         "cudaMemPoolSetAttribute", "cudaMalloc", "cudaMallocAsync", "cudaMallocHost",
                                         "cudaHostRegister", "cudaEventCreateWithFlags", "cudaEventRecord",
                                         "cudaStreamWaitEvent", "cudaMemcpyPeerAsync", "cudaMemcpyAsync",
                                         "cudaMemsetAsync", "cudaMemset2DAsync", "cudaLaunchKernel",
                                         "cudaStreamBeginCapture", "cudaStreamEndCapture", "cudaGraphInstantiate",
                                         "cudaGraphLaunch", "cudaStreamSynchronize"),
                         [](const auto& call) { return std::string(call.param); });

}  // namespace
}  // namespace rfmeans::test
