// What scripts/gpu_check says of device 0: its name, and the bandwidth of its memory in GB/s, as clock and bus promise
// it and as a copy within the device reaches it.
// usage: device_facts MEBIBYTES     size of the copy
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "kernels/device_buffer.hpp"

namespace rfmeans::cuda {
namespace {

int attribute(cudaDeviceAttr which) {
    int value = 0;
    check(cudaDeviceGetAttribute(&value, which, 0), "asking for its memory");
    return value;
}

class Event {
public:
    Event() { check(cudaEventCreate(&event_), "creating an event"); }
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    ~Event() { cudaEventDestroy(event_); }

    void record(const Stream& stream) const { check(cudaEventRecord(event_, stream.get()), "recording an event"); }
    [[nodiscard]] float milliseconds_since(const Event& start) const {
        float milliseconds = 0;
        check(cudaEventElapsedTime(&milliseconds, start.event_, event_), "reading an event");
        return milliseconds;
    }

private:
    cudaEvent_t event_ = nullptr;
};

/// The best of ten copies, each after another; every byte is read and written.
double copy_bandwidth(std::size_t bytes) {
    const Stream stream;
    const DeviceBuffer<char> source(bytes, stream);
    const DeviceBuffer<char> target(bytes, stream);
    check(cudaMemsetAsync(source.data(), 1, bytes, stream.get()), "setting memory");
    const Event start;
    const Event end;
    double best = 0;
    for (int copy = 0; copy < 10; ++copy) {
        start.record(stream);
        check(cudaMemcpyAsync(target.data(), source.data(), bytes, cudaMemcpyDeviceToDevice, stream.get()), "copying");
        end.record(stream);
        stream.synchronize();
        best = std::max(best, 2 * static_cast<double>(bytes) / (1e6 * end.milliseconds_since(start)));
    }
    return best;
}

void print_facts(std::size_t bytes) {
    cudaDeviceProp properties;
    check(cudaGetDeviceProperties(&properties, 0), "asking for its properties");
    std::printf("name %s, compute capability %d.%d, %d multiprocessors\n", properties.name, properties.major,
                properties.minor, properties.multiProcessorCount);
    // Two transfers a clock [kHz] of so many bits.
    const double promised =
        2.0 * attribute(cudaDevAttrMemoryClockRate) * attribute(cudaDevAttrGlobalMemoryBusWidth) / 8 / 1e6;
    std::printf("bandwidth %.0f %.0f\n", promised, copy_bandwidth(bytes));
}

}  // namespace
}  // namespace rfmeans::cuda

int main(int argc, char** argv) {
    try {
        rfmeans::cuda::print_facts((argc < 2 ? 1024 : std::strtoul(argv[1], nullptr, 10)) << 20);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "device_facts: %s\n", error.what());
        return 1;
    }
}
