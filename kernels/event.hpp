// A point in a stream's work that other streams wait for.
#pragma once

#include "kernels/check.hpp"
#include "kernels/stream.hpp"

namespace rfmeans::cuda {

class Event {
public:
    Event() { check(cudaEventCreateWithFlags(&event_, cudaEventDisableTiming), "creating an event"); }
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    ~Event() { cudaEventDestroy(event_); }

    void record(const Stream& stream) const { check(cudaEventRecord(event_, stream.get()), "recording an event"); }

    /// What the stream is given from now on waits for the work before the last record; for nothing where there is none.
    void hold_up(const Stream& stream) const {
        check(cudaStreamWaitEvent(stream.get(), event_, 0), "waiting for an event");
    }

private:
    cudaEvent_t event_ = nullptr;
};

}  // namespace rfmeans::cuda
