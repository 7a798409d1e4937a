// The entry point of libFuzzer (https://llvm.org/docs/LibFuzzer.html). scripts/fuzz starts it.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "fuzz/check_reader.hpp"

namespace {

void report(const std::string& wrong) {
    if (!wrong.empty()) {
        fmt::print(stderr, "{}\n", wrong);
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string scratch =
        (std::filesystem::temp_directory_path() / fmt::format("rfmeans-fuzz-{}", getpid())).string();
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const char delimiter : {',', ';', '\t', '|', ' '}) {
        report(rfmeans::test::check_split(bytes, delimiter));
    }
    report(rfmeans::test::check_reader(bytes, scratch));
    return 0;
}
