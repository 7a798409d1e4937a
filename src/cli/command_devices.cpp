#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/command.hpp"
#include "rfmeans/backend.hpp"
#include "rfmeans/ingest.hpp"

namespace rfmeans::cli {
namespace {

int list_devices(const CommonOptions& common, Console& console) {
    const CudaDevices cuda = find_cuda_devices();
    const ParquetSupport parquet = find_parquet_support();
    std::vector<std::vector<std::string>> rows = {{"device", "description"}};
    for (std::size_t i = 0; i < cuda.descriptions.size(); ++i) {
        rows.push_back({fmt::format("cuda:{}", i), cuda.descriptions[i]});
    }
    rows.push_back({"cpu", make_cpu_backend()->description()});
    rows.push_back({"reference", make_reference_backend()->description()});
    if (common.json) {
        nlohmann::json devices = nlohmann::json::array();
        for (std::size_t r = 1; r < rows.size(); ++r) {
            devices.push_back({{"device", rows[r][0]}, {"description", rows[r][1]}});
        }
        const nlohmann::json all = {{"devices", devices},
                                    {"auto", rows[1][0]},
                                    {"no_cuda_because", cuda.reason},
                                    {"parquet", parquet.library},
                                    {"no_parquet_because", parquet.reason}};
        fmt::print(console.out, "{}\n", all.dump(2));
        return kExitDone;
    }
    fmt::print(console.out, "{}\n--device auto takes {}{}\n", table_text(rows), rows[1][0],
               cuda.reason.empty() ? "" : fmt::format("; no CUDA device: {}", cuda.reason));
    fmt::print(console.out, "Parquet files {}{}\n", parquet.library.empty() ? "cannot be read: " : "are read by ",
               parquet.library.empty() ? parquet.reason : parquet.library);
    return kExitDone;
}

}  // namespace

Command add_devices_command(CLI::App& program) {
    auto common = std::make_shared<CommonOptions>();
    CLI::App* app = program.add_subcommand("devices", "What it would run on, and whether it reads Parquet");
    app->footer(
        "Examples:\n"
        "  rfmeans devices");
    add_threads_option(*app, *common);
    add_json_option(*app, *common);
    return {app, common, [=](Console& console) { return list_devices(*common, console); }};
}

}  // namespace rfmeans::cli
