#include "parity/software_gpu.hpp"

#include <sys/wait.h>

#include <cstdio>

namespace rfmeans::test {

Outcome run_shell(const std::string& command) {
    FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
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

Outcome run_case(const std::string& name, const std::string& variables) {
    return run_shell("env " + variables + " '" RFMEANS_CUDA_CASE "' " + name);
}

void SoftwareGpu::SetUp() {
    if (run_case("devices", "SOFTGPU_DEVICES=0").output.find("device: ") != std::string::npos) {
        GTEST_SKIP() << "only the software GPU can be told to fail";
    }
}

}  // namespace rfmeans::test
