// Parts of the program in libraries of their own, opened at run time: what they need is loaded only where they are
// used.
#pragma once

#include <string>

namespace rfmeans {

/// What is opened. A module shows one function, `extern "C" const M* symbol()`, and M begins with `int version`.
struct ModuleName {
    const char* file;      ///< "librfmeans_cuda.so"
    const char* variable;  ///< of the environment, names another file
    const char* symbol;
    int version;         ///< that program and module must agree on
    const char* absent;  ///< the reason where there is no such file
};

struct OpenedModule {
    const void* module = nullptr;  ///< the M
    std::string reason;            ///< why there is none
};

/// Looks for the file where the variable says; else beside the program, in the lib folder beside its folder, and where
/// the loader looks. A module that was opened stays open.
[[nodiscard]] OpenedModule open_module(const ModuleName& name);

}  // namespace rfmeans
