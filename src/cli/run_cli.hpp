// The program as a function: everything but main() and the signal handler.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace rfmeans::cli {

/// Runs one command line (without the program's name). Returns the exit code: 0 done; 1 files, device, disk, or verify
/// found a difference; 2 options; 3 the content of the data; 130 interrupted. Never throws.
[[nodiscard]] int run_cli(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

/// The whole program: signals, standard streams, run_cli.
[[nodiscard]] int run(int argc, char** argv);

}  // namespace rfmeans::cli
