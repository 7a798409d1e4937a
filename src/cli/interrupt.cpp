#include "cli/interrupt.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstring>

#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

std::atomic<int> deferrals{0};
std::atomic<int> patience{0};
std::atomic<int> patient_interrupts{0};  // since the present PatientInterrupts began
std::atomic<bool> interrupted{false};
constexpr const char* kNothingWritten = "\nrfmeans: interrupted, nothing was written\n";
std::atomic<const char*> last_words{kNothingWritten};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free &&
              std::atomic<const char*>::is_always_lock_free);

// write(2) is safe in a signal handler.
void say(const char* words) {
    [[maybe_unused]] const auto written = write(STDERR_FILENO, words, std::strlen(words));
}

extern "C" void on_interrupt(int) {
    if (deferrals.load() > 0) {
        interrupted.store(true);
        return;
    }
    if (patience.load() > 0 && patient_interrupts.fetch_add(1) == 0) {
        interrupted.store(true);
        say("\nrfmeans: the present round is finished first; once more ends at once\n");
        return;
    }
    // Only calls that are safe in a signal handler: no destructor runs, but nothing lies half-written either.
    say(last_words.load());
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

PatientInterrupts::PatientInterrupts() {
    patient_interrupts.store(0);
    patience.fetch_add(1);
}

PatientInterrupts::~PatientInterrupts() {
    patience.fetch_sub(1);
}

void set_last_words(const std::string& words) {
    static std::string kept;  // outlives the caller: an interrupt may come while errors are on their way up
    forget_last_words();
    kept = "\nrfmeans: " + words + "\n";
    last_words.store(kept.c_str());
}

void forget_last_words() {
    last_words.store(kNothingWritten);
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
