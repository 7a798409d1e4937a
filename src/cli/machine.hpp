#pragma once

#include <string>

namespace rfmeans::cli {

/// Processor and threads in use: "AMD EPYC 9454, 2 of 2 threads".
[[nodiscard]] std::string machine_text();

}  // namespace rfmeans::cli
