// The program in a process of its own, to interrupt it.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace rfmeans::test {

/// Starts a program with all it says in a file.
[[nodiscard]] pid_t start_program(const std::string& program, const std::vector<std::string>& arguments,
                                  const std::string& messages);

/// Waits for its end. The exit code; -1 where a signal ended it.
[[nodiscard]] int wait_for_end(pid_t child);

/// Whether it has ended; it can still be waited for.
[[nodiscard]] bool has_ended(pid_t child);

}  // namespace rfmeans::test
