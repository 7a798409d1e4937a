#include <vector>

#include "kernels/add_totals.hpp"
#include "kernels/device_buffer.hpp"
#include "kernels/event.hpp"
#include "kernels/totals_exchange.hpp"

namespace rfmeans::cuda {
namespace {

/// Every device fetches the sums of all and adds them.
class PeerExchange final : public TotalsExchange {
public:
    explicit PeerExchange(const std::vector<const Device*>& devices) {
        for (const Device* const device : devices) {
            device->select();
            places_.push_back(std::make_unique<Place>(*device));
        }
    }

    void reserve(std::size_t count) override {
        for (const auto& place : places_) {
            if (place->gathered.size() < places_.size() * count) {
                place->device.select();
                place->gathered = {};
                place->gathered = DeviceBuffer<Total>(places_.size() * count, place->device.stream());
            }
        }
    }

    void add_up(std::span<const ExchangedTotals> totals, std::size_t count) override {
        for (const auto& place : places_) {
            place->device.select();
            place->summed.record(place->device.stream());
        }
        for (std::size_t d = 0; d < places_.size(); ++d) {
            fetch(*places_[d], totals, count);
            add_totals(places_[d]->gathered.data(), places_.size(), count, totals[d].all, places_[d]->device.stream());
        }
        // Own sums change again when all have fetched them.
        for (const auto& place : places_) {
            place->device.select();
            for (const auto& other : places_) {
                other->fetched.hold_up(place->device.stream());
            }
        }
    }

private:
    struct Place {
        const Device& device;
        DeviceBuffer<Total> gathered{};  ///< [devices, count]
        Event summed{};
        Event fetched{};

        explicit Place(const Device& own) : device(own) {}
    };

    void fetch(const Place& place, std::span<const ExchangedTotals> totals, std::size_t count) const {
        const Stream& stream = place.device.stream();
        place.device.select();
        for (std::size_t from = 0; from < places_.size(); ++from) {
            places_[from]->summed.hold_up(stream);
            check(cudaMemcpyPeerAsync(place.gathered.data() + from * count, place.device.index(), totals[from].own,
                                      places_[from]->device.index(), count * sizeof(Total), stream.get()),
                  "copying sums between GPUs");
        }
        place.fetched.record(stream);
    }

    std::vector<std::unique_ptr<Place>> places_;
};

}  // namespace

std::unique_ptr<TotalsExchange> make_peer_exchange(const std::vector<const Device*>& devices) {
    return std::make_unique<PeerExchange>(devices);
}

std::unique_ptr<TotalsExchange> make_exchange(const std::vector<const Device*>& devices) {
    std::unique_ptr<TotalsExchange> exchange = make_nccl_exchange(devices);
    return exchange != nullptr ? std::move(exchange) : make_peer_exchange(devices);
}

}  // namespace rfmeans::cuda
