#include "cli/interrupt.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>

#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

std::atomic<int> deferrals{0};
std::atomic<bool> interrupted{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

extern "C" void on_interrupt(int) {
    if (deferrals.load() > 0) {
        interrupted.store(true);
        return;
    }
    // Only calls that are safe in a signal handler: no destructor runs, but nothing lies half-written either.
    constexpr char kMessage[] = "\nrfmeans: interrupted, nothing was written\n";
    [[maybe_unused]] const auto written = write(STDERR_FILENO, kMessage, sizeof kMessage - 1);
    _exit(static_cast<int>(Failure::interrupted));
}

}  // namespace

void install_interrupt_handler() {
    struct sigaction action{};
    action.sa_handler = on_interrupt;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

DeferredInterrupts::DeferredInterrupts() {
    deferrals.fetch_add(1);
}

DeferredInterrupts::~DeferredInterrupts() {
    deferrals.fetch_sub(1);
}

bool interrupt_pending() {
    return interrupted.load();
}

void check_interrupt() {
    if (interrupted.exchange(false)) {
        throw Error(Failure::interrupted, "interrupted, nothing was written");
    }
}

}  // namespace rfmeans::cli
