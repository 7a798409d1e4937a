// What can go wrong, and how it is told: problem (why) remedy.
#pragma once

#include <cstdlib>
#include <source_location>
#include <stdexcept>
#include <string>

namespace rfmeans {

/// The three kinds of failure that end a command, and an interrupt; the values are the exit codes of `rfmeans`.
enum class Failure : int {
    resource = 1,      ///< files, device, disk, memory; or verify found a difference
    option = 2,        ///< an option or a combination of options
    content = 3,       ///< the data: no roles found, nothing left, k above the distinct points
    interrupted = 130  ///< Ctrl-C
};

/// The user's or the machine's failure. The message says problem (why) remedy, and names file, line, column or option.
class Error : public std::runtime_error {
public:
    Error(Failure failure, const std::string& message) : std::runtime_error(message), failure_(failure) {}

    [[nodiscard]] Failure failure() const noexcept { return failure_; }

private:
    Failure failure_;
};

/// A bug in rfmeans itself: stops the program at the place where a contract was broken.
[[noreturn]] void contract_broken(const char* condition, const std::source_location& where);

}  // namespace rfmeans

/// A precondition: its failure is a bug of the caller, never of the user's data.
#define RFMEANS_EXPECTS(condition)                       \
    (static_cast<bool>(condition) ? static_cast<void>(0) \
                                  : ::rfmeans::contract_broken(#condition, std::source_location::current()))
