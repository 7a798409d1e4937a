// The seam between the clustering loop and what runs it: reference, cpu, cuda.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "rfmeans/matrix.hpp"
#include "rfmeans/models.hpp"
#include "rfmeans/numerics/fit_end.hpp"
#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/point_sums.hpp"
#include "rfmeans/points.hpp"
#include "rfmeans/totals.hpp"

namespace rfmeans {

/// What an engine keeps of one model from round to round, in a form of its own.
class EngineState {
public:
    EngineState() = default;
    EngineState(const EngineState&) = delete;
    EngineState& operator=(const EngineState&) = delete;
    virtual ~EngineState() = default;
};

/// Where a job holds it. Moves with the job; a copy of the job starts without, so two jobs never share a state.
class KeptState {
public:
    KeptState() = default;
    KeptState([[maybe_unused]] const KeptState& other) {}
    KeptState(KeptState&&) = default;
    KeptState& operator=(const KeptState& other) {
        if (this != &other) {
            state_.reset();
        }
        return *this;
    }
    KeptState& operator=(KeptState&&) = default;
    ~KeptState() = default;

    [[nodiscard]] bool empty() const { return state_ == nullptr; }
    [[nodiscard]] std::unique_ptr<EngineState> take() { return std::move(state_); }
    void keep(std::unique_ptr<EngineState> state) { state_ = std::move(state); }

private:
    std::unique_ptr<EngineState> state_;
};

/// One model's part in a round: its centroids go in, the exact cluster totals and the next centroids come out.
struct RoundJob {
    Matrix<float> centroids;  ///< in: [k, dims] grid steps. out: the means, rounded once; a cluster of weight 0 keeps
                              ///< its centroid
    std::vector<std::int64_t> sums;     ///< out: [k, dims] Σ w·q of each cluster, exact
    std::vector<std::int64_t> weights;  ///< out: [k] Σ w
    KeptState state{};                  ///< the engine's own; saves work, never changes a result
};

/// None where the fit goes on.
[[nodiscard]] inline std::optional<FitEnd> fit_end_of(numerics::RoundEnd end) {
    switch (end) {
        case numerics::RoundEnd::converged:
            return FitEnd::converged;
        case numerics::RoundEnd::cycled:
            return FitEnd::cycled;
        case numerics::RoundEnd::tolerance:
            return FitEnd::tolerance;
        case numerics::RoundEnd::limit:
            return FitEnd::limit;
        case numerics::RoundEnd::none:
            break;
    }
    return std::nullopt;
}

/// A fit that a device cannot go on with by itself: it has ended, or a cluster is empty.
struct StoppedFit {
    std::size_t fit = 0;     ///< which of those that were started
    std::int64_t round = 0;  ///< rounds done
    std::optional<FitEnd>
        end;               ///< none: a cluster of the last round is empty. Its rule comes before the end is decided
    RoundJob job;          ///< what the last round gave, as of Engine::round
    Matrix<float> before;  ///< centroids it started from
    Matrix<float> kept;    ///< those after the last round before it that is a power of two; none for the first
};

/// Fits that a device carries through many rounds by itself (numerics/fit_end.hpp has the rules).
class DeviceFits {
public:
    DeviceFits() = default;
    DeviceFits(const DeviceFits&) = delete;
    DeviceFits& operator=(const DeviceFits&) = delete;
    virtual ~DeviceFits() = default;

    /// Goes on for some rounds and hands out the fits that stopped in them. One with an empty cluster ends, too, unless
    /// it is resumed before the next call.
    [[nodiscard]] virtual std::vector<StoppedFit> advance() = 0;

    /// The centroids [k, dims] with which a fit that stopped for an empty cluster goes on, those of its last round.
    virtual void resume(std::size_t fit, const Matrix<float>& centroids) = 0;
};

/// The labels of all points for one model. Lowest d² by the referee, lowest index on a tie.
struct Assignment {
    std::vector<std::int32_t> labels;  ///< [points]
    std::vector<float> distances;      ///< [points] the referee's d² to that centroid, in steps²
};

/// Starts to draw: the first k_max of each seed serve every smaller k.
struct StartWish {
    StartRule rule = StartRule::kmeanspp;  ///< not file
    std::int32_t k_max = 1;                ///< <= distinct points
    std::span<const std::uint64_t> seeds;
};
/// [seeds, k_max] rows of the starting points, in the order drawn.
using StartRows = std::vector<std::vector<std::int64_t>>;

/// A point set held by a device. All points have weight >= 1: the loop leaves the others out.
class Engine {
public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    /// One Lloyd round of every job, without the rule for empty clusters.
    virtual void round(std::span<RoundJob> jobs) = 0;

    /// Starts fits from centroids [fits], [k, dims] each, which are taken; null where the device does single rounds
    /// only. The engine must outlive them, and does nothing but `assign` and `total` before they are gone.
    [[nodiscard]] virtual std::unique_ptr<DeviceFits> start_fits([[maybe_unused]] std::vector<Matrix<float>>& starts,
                                                                 [[maybe_unused]] const numerics::EndRules& rules) {
        return nullptr;
    }

    /// Assigns every point to the given centroids [k, dims].
    [[nodiscard]] virtual Assignment assign(const Matrix<float>& centroids) = 0;

    /// Exact totals of that assignment, where the device makes them without labels; else nullopt, and the caller makes
    /// them.
    [[nodiscard]] virtual std::optional<ClusterTotals> total([[maybe_unused]] const Matrix<float>& centroids) {
        return std::nullopt;
    }

    /// The same totals and what metrics sum over its points (rule 6), where the device makes them without labels; else
    /// nullopt, and the caller makes them.
    [[nodiscard]] virtual std::optional<PartitionSums> sum_partition([[maybe_unused]] const Matrix<float>& centroids) {
        return std::nullopt;
    }

    /// The starts of rule 5, where the device draws them; else nullopt, and the caller draws them.
    [[nodiscard]] virtual std::optional<StartRows> draw_starts([[maybe_unused]] const StartWish& wish) {
        return std::nullopt;
    }

    /// Σ w·s [k] over each cluster of the points' silhouettes with Euclidean distances (rule 6, in 2^−24), where the
    /// device makes them; else nullopt, and the caller makes them. labels [points], each in [0, k). All 0 for fewer
    /// than two clusters with members.
    [[nodiscard]] virtual std::optional<std::vector<numerics::Int128>> sum_euclidean_silhouettes(
        [[maybe_unused]] const std::vector<std::int32_t>& labels, [[maybe_unused]] std::size_t k) {
        return std::nullopt;
    }
};

/// A device that can hold point sets.
class Backend {
public:
    Backend() = default;
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;
    virtual ~Backend() = default;

    [[nodiscard]] virtual std::string name()
        const = 0;  ///< "reference", "cpu", "cuda:0", "cuda:0,1": as `--device` takes it
    [[nodiscard]] virtual std::string description()
        const = 0;  ///< for people: "2 threads, AVX3_ZEN4", "NVIDIA H100, 79 GiB"

    /// Copies the points to the device. The points must outlive the engine.
    /// Errors: Error{resource} out of memory, lost device.
    [[nodiscard]] virtual std::unique_ptr<Engine> load(const PointSet& points) = 0;
};

/// Plain loops, one thread: the oracle.
[[nodiscard]] std::unique_ptr<Backend> make_reference_backend();

/// How an engine does its rounds. The results are the same; `automatic` finds out which is faster. `tree` falls back to
/// `brute` above 5 dimensions.
enum class RoundMethod { automatic, tree, brute };

/// All threads of the calling oneTBB arena, SIMD by Highway.
[[nodiscard]] std::unique_ptr<Backend> make_cpu_backend(RoundMethod method = RoundMethod::automatic);

/// The CUDA devices there are, or why there are none.
struct CudaDevices {
    std::vector<std::string> descriptions;  ///< [devices] as Backend::description
    std::string reason;                     ///< one line, empty where there are devices
};
[[nodiscard]] CudaDevices find_cuda_devices();

/// CUDA devices, each with its share of the points, through librfmeans_cuda.so, opened at run time. The results are
/// those of one device. At least one index, none twice.
/// Errors: Error{resource} module, driver or device not there (says which and what to do).
[[nodiscard]] std::unique_ptr<Backend> make_cuda_backend(const std::vector<int>& indices,
                                                         RoundMethod method = RoundMethod::automatic);
[[nodiscard]] inline std::unique_ptr<Backend> make_cuda_backend(int index,
                                                                RoundMethod method = RoundMethod::automatic) {
    return make_cuda_backend(std::vector{index}, method);
}

}  // namespace rfmeans
