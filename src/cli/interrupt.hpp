// Ctrl-C. While nothing is being written it ends the program at once; else it sets a flag, and writers clean up.
#pragma once

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

/// Whether an interrupt came that check_interrupt() has not told yet.
[[nodiscard]] bool interrupt_pending();

/// Errors: Error{interrupted} where an interrupt came.
void check_interrupt();

}  // namespace rfmeans::cli
