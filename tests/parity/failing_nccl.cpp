// An NCCL whose call FAILING_CALL fails; without one, none of its devices can be used.
#include <cstdlib>
#include <string_view>

namespace {

/// ncclResult_t
constexpr int kSuccess = 0;
constexpr int kFailure = 2;

int outcome_of(std::string_view call) {
    const char* const failing = std::getenv("FAILING_CALL");
    return failing != nullptr && call != failing ? kSuccess : kFailure;
}

}  // namespace

extern "C" {

__attribute__((visibility("default"))) int ncclCommInitAll(void** /*communicators*/, int /*count*/,
                                                           const int* /*devices*/) {
    return outcome_of("ncclCommInitAll");
}
__attribute__((visibility("default"))) int ncclCommDestroy(void* /*communicator*/) {
    return kSuccess;
}
__attribute__((visibility("default"))) int ncclGroupStart() {
    return outcome_of("ncclGroupStart");
}
__attribute__((visibility("default"))) int ncclGroupEnd() {
    return outcome_of("ncclGroupEnd");
}
__attribute__((visibility("default"))) int ncclAllReduce() {
    return outcome_of("ncclAllReduce");
}
__attribute__((visibility("default"))) const char* ncclGetErrorString(int /*result*/) {
    return "a failure for tests";
}

}  // extern "C"
