// Sums of several devices become sums of all points. They are integers, so the order of additions changes nothing.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "kernels/device.hpp"
#include "kernels/device_points.hpp"

namespace rfmeans::cuda {

/// The same number of sums on each device, in memory that other devices may read.
struct ExchangedTotals {
    const Total* own;  ///< of the device's points
    Total* all;        ///< out: of all points
};

class TotalsExchange {
public:
    TotalsExchange() = default;
    TotalsExchange(const TotalsExchange&) = delete;
    TotalsExchange& operator=(const TotalsExchange&) = delete;
    virtual ~TotalsExchange() = default;

    /// Makes room for so many sums. Throws OutOfDeviceMemory.
    virtual void reserve(std::size_t count) = 0;

    /// Issues it on the devices' streams: no more than reserved [devices].
    virtual void add_up(std::span<const ExchangedTotals> totals, std::size_t count) = 0;
};

/// By copies from device to device.
[[nodiscard]] std::unique_ptr<TotalsExchange> make_peer_exchange(const std::vector<const Device*>& devices);

/// By NCCL, a library that is opened at run time: the one that RFMEANS_NCCL names (nothing: none), else libnccl.so.2.
/// Null where it is not there, or does not take these devices.
[[nodiscard]] std::unique_ptr<TotalsExchange> make_nccl_exchange(std::vector<const Device*> devices);

/// NCCL where it is found, else copies.
[[nodiscard]] std::unique_ptr<TotalsExchange> make_exchange(const std::vector<const Device*>& devices);

}  // namespace rfmeans::cuda
