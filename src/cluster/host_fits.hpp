// Fits on an engine that does single rounds, and what decides their end on the host.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "rfmeans/backend.hpp"
#include "rfmeans/numerics/fit_end.hpp"

namespace rfmeans::cluster {

/// Where a fit stands between two rounds: all that the next ones depend on.
struct Checkpoint {
    std::size_t fit = 0;      ///< as StoppedFit::fit
    std::int64_t round = 0;   ///< rounds done
    Matrix<float> centroids;  ///< [k, dims] after the last of them; the start before the first
    Matrix<float> kept;       ///< those after the last round that is a power of two; none before the first
};

/// Fits 0, 1, … before their first round.
[[nodiscard]] std::vector<Checkpoint> checkpoints_of(const std::vector<Matrix<float>>& starts);

/// Takes in a round's centroids, once its empty clusters are refilled and the fit goes on.
void pass_round(Checkpoint& checkpoint, Matrix<float> centroids);

/// Why a fit ends after its last round, if it does.
[[nodiscard]] std::optional<FitEnd> decide_end(const StoppedFit& fit, const numerics::EndRules& rules);

/// One round of all fits an advance. What the engine keeps of a fit stays here while the fit is stopped.
class HostFits final : public DeviceFits {
public:
    HostFits(Engine& engine, std::vector<Checkpoint> checkpoints, const numerics::EndRules& rules);

    [[nodiscard]] std::vector<StoppedFit> advance() override;
    void resume(std::size_t fit, const Matrix<float>& centroids) override;

private:
    struct Fit {
        Checkpoint at;
        KeptState state;
        bool stopped = false;
    };

    Engine& engine_;
    numerics::EndRules rules_;
    std::vector<Fit> fits_;  ///< those that have not ended
};

}  // namespace rfmeans::cluster
