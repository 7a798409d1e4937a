// Ctrl-C. While nothing is being written it ends the program at once; else it sets a flag, and writers clean up. A long
// sweep is told by the flag too, and keeps what is finished.
#pragma once

#include <string>

namespace rfmeans::cli {

/// Takes over SIGINT and SIGTERM for this process.
void install_interrupt_handler();

/// While one lives, an interrupt waits for the next check_interrupt().
class DeferredInterrupts {
public:
    DeferredInterrupts();
    DeferredInterrupts(const DeferredInterrupts&) = delete;
    DeferredInterrupts& operator=(const DeferredInterrupts&) = delete;
    ~DeferredInterrupts();
};

/// While one lives, the first interrupt waits for the next check_interrupt(), and a second ends the program at once. A
/// DeferredInterrupts goes before.
class PatientInterrupts {
public:
    PatientInterrupts();
    PatientInterrupts(const PatientInterrupts&) = delete;
    PatientInterrupts& operator=(const PatientInterrupts&) = delete;
    ~PatientInterrupts();
};

/// What is said from now on where an interrupt ends the program at once, in place of "interrupted, nothing was
/// written".
void set_last_words(const std::string& words);
void forget_last_words();

/// Whether an interrupt came that check_interrupt() has not told yet.
[[nodiscard]] bool interrupt_pending();

/// Errors: Error{interrupted} where an interrupt came.
void check_interrupt();

}  // namespace rfmeans::cli
