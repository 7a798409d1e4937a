// A device that fails at a call of one's choice.
#pragma once

#include <memory>
#include <string>

#include "rfmeans/backend.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::test {

/// The kinds of calls that a device can fail in.
enum class DeviceCall {
    load,
    round,
    start_fits,
    advance,
    resume,
    assign,
    total,
    sum_partition,
    draw_starts,
    sum_euclidean_silhouettes
};

/// The n-th call of a kind, over all engines of a backend, and how it fails.
struct Trap {
    DeviceCall call = DeviceCall::load;
    int at = 0;  ///< from 1; 0: never
    Failure failure = Failure::resource;
    int calls = 0;  ///< of that kind, so far

    void pass(DeviceCall now);
    [[nodiscard]] bool sprung() const { return at > 0 && calls >= at; }
};

/// Whether it carries fits through many rounds by itself.
enum class Rounds { many, single };

/// A reference with everything that a GPU does by itself. A call that fails has lost what it was given by then, and
/// nothing may be called on a device that has failed. The trap must outlive it.
[[nodiscard]] std::unique_ptr<Backend> make_failing_backend(Trap& trap, Rounds rounds);

}  // namespace rfmeans::test
