#include "cli/memory_size.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>

#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

// Without a limit version 2 says "max", version 1 a number larger than any machine.
void apply_limit(const char* file, std::int64_t& bytes) {
    std::ifstream in(file);
    std::int64_t limit = 0;
    if (in >> limit && limit > 0) {
        bytes = std::min(bytes, limit);
    }
}

const std::map<std::string, double> kUnits = {
    {"", 1},         {"b", 1},      {"k", 1024.0},   {"kib", 1024.0}, {"m", 0x1p20}, {"mib", 0x1p20}, {"g", 0x1p30},
    {"gib", 0x1p30}, {"t", 0x1p40}, {"tib", 0x1p40}, {"kb", 1e3},     {"mb", 1e6},   {"gb", 1e9},     {"tb", 1e12}};

}  // namespace

std::int64_t usable_memory() {
    std::int64_t bytes = std::int64_t{sysconf(_SC_PHYS_PAGES)} * sysconf(_SC_PAGESIZE);
    apply_limit("/sys/fs/cgroup/memory.max", bytes);
    apply_limit("/sys/fs/cgroup/memory/memory.limit_in_bytes", bytes);
    return bytes;
}

std::int64_t parse_memory(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    std::string unit;
    for (const char* c = end; c != text.data() + text.size(); ++c) {
        if (*c != ' ') {
            unit += static_cast<char>(std::tolower(static_cast<unsigned char>(*c)));
        }
    }
    const auto known = kUnits.find(unit);
    double bytes = std::nan("");
    if (error == std::errc{} && unit == "%" && value <= 100) {
        bytes = value / 100 * static_cast<double>(usable_memory());
    } else if (error == std::errc{} && known != kUnits.end()) {
        bytes = value * known->second;
    }
    if (!(bytes >= 1 && bytes < 0x1p62)) {
        throw Error(Failure::option,
                    fmt::format("--memory '{}' is no size of memory. Give for example 512MiB, 2GB or 50%", text));
    }
    return static_cast<std::int64_t>(bytes);
}

}  // namespace rfmeans::cli
