// One device of an engine, and the stream of its work.
#pragma once

#include <cstdint>

#include "kernels/stream.hpp"

namespace rfmeans::cuda {

/// Makes a device the calling thread's device.
void select_device(int index);

class Device {
public:
    /// Selects it, too. Throws Error{resource}.
    explicit Device(int index);

    /// Memory, streams and events belong to the device that is selected when they are made; kernels go to their
    /// stream's device, which must be selected then.
    void select() const { select_device(index_); }

    [[nodiscard]] int index() const { return index_; }
    [[nodiscard]] std::int64_t multiprocessors() const { return multiprocessors_; }
    /// How many blocks of 256 threads fill it.
    [[nodiscard]] std::int64_t blocks() const;
    [[nodiscard]] const Stream& stream() const { return stream_; }

private:
    int index_;
    std::int64_t multiprocessors_;
    Stream stream_;
};

}  // namespace rfmeans::cuda
