// Libraries that are opened at run time, so that the module loads where they are absent. They are never closed: what
// they started lives on.
#pragma once

#include <dlfcn.h>

#include <cstdlib>
#include <initializer_list>
#include <string_view>

namespace rfmeans::cuda {

/// The library that the environment's variable names (nothing: none), else the first of the names that opens. Null
/// where there is none.
[[nodiscard]] inline void* open_library(const char* variable, std::initializer_list<const char*> names) {
    if (const char* const named = std::getenv(variable)) {
        return std::string_view(named).empty() ? nullptr : dlopen(named, RTLD_NOW | RTLD_LOCAL);
    }
    for (const char* const name : names) {
        if (void* const library = dlopen(name, RTLD_NOW | RTLD_LOCAL)) {
            return library;
        }
    }
    return nullptr;
}

/// Whether the library has the function, which then can be called.
template <class Function>
[[nodiscard]] bool find_function(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    return function != nullptr;
}

}  // namespace rfmeans::cuda
