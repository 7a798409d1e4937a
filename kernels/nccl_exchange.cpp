#include "kernels/totals_exchange.hpp"

#if __has_include(<nccl.h>)

#include <fmt/format.h>
#include <nccl.h>

#include <utility>

#include "kernels/dynamic_library.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cuda {
namespace {

/// The functions of NCCL that are needed.
struct Nccl {
    decltype(&ncclCommInitAll) init_all = nullptr;
    decltype(&ncclCommDestroy) destroy = nullptr;
    decltype(&ncclGroupStart) start_group = nullptr;
    decltype(&ncclGroupEnd) end_group = nullptr;
    decltype(&ncclAllReduce) all_reduce = nullptr;
    decltype(&ncclGetErrorString) explain = nullptr;
    bool complete = false;
};

Nccl open_nccl() {
    Nccl nccl;
    void* const library = open_library("RFMEANS_NCCL", {"libnccl.so.2"});
    nccl.complete = library != nullptr && find_function(library, "ncclCommInitAll", nccl.init_all) &&
                    find_function(library, "ncclCommDestroy", nccl.destroy) &&
                    find_function(library, "ncclGroupStart", nccl.start_group) &&
                    find_function(library, "ncclGroupEnd", nccl.end_group) &&
                    find_function(library, "ncclAllReduce", nccl.all_reduce) &&
                    find_function(library, "ncclGetErrorString", nccl.explain);
    return nccl;
}

const Nccl& opened_nccl() {
    static const Nccl nccl = open_nccl();
    return nccl;
}

void check_nccl(ncclResult_t result) {
    if (result != ncclSuccess) {
        throw Error(Failure::resource,
                    fmt::format("the GPUs failed while adding sums (NCCL: {}). Set RFMEANS_NCCL to nothing to do "
                                "without NCCL, or use one GPU, --device cuda:0, or --device cpu",
                                opened_nccl().explain(result)));
    }
}

class NcclExchange final : public TotalsExchange {
public:
    /// `communicators`: [devices], taken.
    NcclExchange(std::vector<const Device*> devices, std::vector<ncclComm_t> communicators)
        : devices_(std::move(devices)), communicators_(std::move(communicators)) {}

    ~NcclExchange() override {
        for (ncclComm_t communicator : communicators_) {
            opened_nccl().destroy(communicator);
        }
    }

    void reserve(std::size_t) override {}

    void add_up(std::span<const ExchangedTotals> totals, std::size_t count) override {
        const Nccl& nccl = opened_nccl();
        check_nccl(nccl.start_group());
        ncclResult_t result = ncclSuccess;
        for (std::size_t d = 0; d < devices_.size() && result == ncclSuccess; ++d) {
            result = nccl.all_reduce(totals[d].own, totals[d].all, count, ncclUint64, ncclSum, communicators_[d],
                                     devices_[d]->stream().get());
        }
        const ncclResult_t ended = nccl.end_group();
        check_nccl(result != ncclSuccess ? result : ended);
    }

private:
    std::vector<const Device*> devices_;
    std::vector<ncclComm_t> communicators_;
};

}  // namespace

std::unique_ptr<TotalsExchange> make_nccl_exchange(std::vector<const Device*> devices) {
    if (!opened_nccl().complete) {
        return nullptr;
    }
    std::vector<int> indices;
    for (const Device* const device : devices) {
        indices.push_back(device->index());
    }
    std::vector<ncclComm_t> communicators(devices.size());
    if (opened_nccl().init_all(communicators.data(), static_cast<int>(indices.size()), indices.data()) != ncclSuccess) {
        static_cast<void>(cudaGetLastError());
        return nullptr;
    }
    return std::make_unique<NcclExchange>(std::move(devices), std::move(communicators));
}

}  // namespace rfmeans::cuda

#else

namespace rfmeans::cuda {

std::unique_ptr<TotalsExchange> make_nccl_exchange(std::vector<const Device*>) {
    return nullptr;
}

}  // namespace rfmeans::cuda

#endif
