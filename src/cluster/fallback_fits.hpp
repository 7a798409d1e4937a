// Fits of a device that may fail.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "cluster/device_switch.hpp"
#include "cluster/host_fits.hpp"
#include "rfmeans/backend.hpp"

namespace rfmeans::cluster {

/// The first device's fits until it fails. Then those that have not ended go on from their checkpoints by single rounds
/// on the second engine. A checkpoint is taken before the first round and at every resume, so what the caller has
/// counted of a fit (relocations) lies before it.
class FallbackFits final : public DeviceFits {
public:
    struct Started {
        std::shared_ptr<Engine> engine;       ///< outlives its fits
        std::unique_ptr<DeviceFits> fits;     ///< on the first device
        std::vector<Checkpoint> checkpoints;  ///< of all of them, before the first round
    };

    /// `second` gives the engine to go on with; it is asked after a failure only, once.
    FallbackFits(DeviceSwitch& device_switch, Started first, std::function<Engine&()> second,
                 const numerics::EndRules& rules);

    [[nodiscard]] std::vector<StoppedFit> advance() override;
    void resume(std::size_t fit, const Matrix<float>& centroids) override;

private:
    void note_stopped(const StoppedFit& fit);
    void go_over();

    DeviceSwitch& switch_;
    std::shared_ptr<Engine> engine_;    ///< the first device's, until it fails
    std::unique_ptr<DeviceFits> fits_;  ///< likewise
    std::function<Engine&()> second_;
    numerics::EndRules rules_;
    std::map<std::size_t, Checkpoint> running_;  ///< by fit
    std::map<std::size_t, Checkpoint> waiting_;  ///< by fit: stopped for an empty cluster in the last advance
    std::optional<HostFits> host_;               ///< all fits since the failure
};

}  // namespace rfmeans::cluster
