// In the place of cuBLAS: a library whose handles, or whose products, fail. RFMEANS_CUBLAS names it, and
// BROKEN_CUBLAS what fails: create, stream, workspace or gemm.
#include <cstdlib>
#include <cstring>

namespace {

constexpr int kSuccess = 0;
constexpr int kExecutionFailed = 13;

int fail_if(const char* part) {
    const char* const broken = std::getenv("BROKEN_CUBLAS");
    return broken && std::strcmp(broken, part) == 0 ? kExecutionFailed : kSuccess;
}

}  // namespace

extern "C" {
int cublasCreate_v2(void** handle) {
    static int made = 0;
    *handle = &made;
    return fail_if("create");
}
int cublasDestroy_v2(void*) {
    return kSuccess;
}
int cublasSetStream_v2(void*, void*) {
    return fail_if("stream");
}
int cublasSetWorkspace_v2(void*, void*, std::size_t) {
    return fail_if("workspace");
}
int cublasGemmEx() {
    return fail_if("gemm");
}
const char* cublasGetStatusName(int) {
    return "CUBLAS_STATUS_EXECUTION_FAILED";
}
}
