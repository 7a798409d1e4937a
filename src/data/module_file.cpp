#include "rfmeans/module_file.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

namespace rfmeans {
namespace {

std::vector<std::string> module_places(const ModuleName& name) {
    if (const char* named = std::getenv(name.variable)) {
        return {named};
    }
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    std::vector<std::string> places;
    if (!error) {
        places.push_back((program.parent_path() / name.file).string());
        places.push_back((program.parent_path().parent_path() / "lib" / name.file).string());
    }
    places.emplace_back(name.file);
    return places;
}

}  // namespace

OpenedModule open_module(const ModuleName& name) {
    std::string reason = name.absent;
    for (const std::string& place : module_places(name)) {
        // Never closed: what such libraries start does not survive that (the CUDA runtime, Arrow's memory pools).
        void* const handle = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (!handle) {
            const char* const why = dlerror();
            std::error_code ignored;
            if (place != name.file && std::filesystem::exists(place, ignored)) {
                reason = fmt::format("'{}' does not load: {}", place, why ? why : "unknown reason");
            } else if (std::getenv(name.variable)) {
                reason = fmt::format("{} names '{}', which is not there", name.variable, place);
            }
            continue;
        }
        using Entry = const void* (*)();
        const auto entry = reinterpret_cast<Entry>(dlsym(handle, name.symbol));
        const void* const module = entry ? entry() : nullptr;
        if (!module || *static_cast<const int*>(module) != name.version) {
            reason = fmt::format("'{}' belongs to another version of rfmeans", place);
            continue;
        }
        return {module, {}};
    }
    return {nullptr, reason};
}

}  // namespace rfmeans
