#include "rfmeans/fallback_backend.hpp"

#include <optional>
#include <utility>

#include "cluster/device_switch.hpp"
#include "cluster/fallback_fits.hpp"
#include "cluster/host_fits.hpp"

namespace rfmeans {
namespace {

class FallbackEngine final : public Engine {
public:
    /// All of them outlive the engine. `first` is null where that device could not take the points.
    FallbackEngine(cluster::DeviceSwitch& device_switch, std::unique_ptr<Engine> first, Backend& second,
                   const PointSet& points)
        : switch_(device_switch), first_(std::move(first)), second_backend_(second), points_(points) {}

    void round(std::span<RoundJob> jobs) override {
        std::vector<Matrix<float>> before;
        if (!switch_.failed()) {
            before.reserve(jobs.size());
            for (const RoundJob& job : jobs) {
                before.push_back(job.centroids);
            }
        }
        if (switch_.try_first([&] { first_->round(jobs); })) {
            return;
        }
        // A failed round leaves jobs as they happen to be; what the other engine kept with them is no use here.
        for (std::size_t j = 0; j < before.size(); ++j) {
            jobs[j].centroids = std::move(before[j]);
            jobs[j].state = {};
        }
        second().round(jobs);
    }

    std::unique_ptr<DeviceFits> start_fits(std::vector<Matrix<float>>& starts,
                                           const numerics::EndRules& rules) override {
        std::vector<cluster::Checkpoint> checkpoints = cluster::checkpoints_of(starts);
        std::unique_ptr<DeviceFits> fits;
        if (!switch_.try_first([&] { fits = first_->start_fits(starts, rules); })) {
            return std::make_unique<cluster::HostFits>(second(), std::move(checkpoints), rules);
        }
        if (!fits) {
            return nullptr;
        }
        return std::make_unique<cluster::FallbackFits>(
            switch_,
            cluster::FallbackFits::Started{
                .engine = first_, .fits = std::move(fits), .checkpoints = std::move(checkpoints)},
            [this]() -> Engine& { return second(); }, rules);
    }

    Assignment assign(const Matrix<float>& centroids) override {
        return on_either([&](Engine& engine) { return engine.assign(centroids); });
    }

    std::optional<ClusterTotals> total(const Matrix<float>& centroids) override {
        return on_either([&](Engine& engine) { return engine.total(centroids); });
    }

    std::optional<PartitionSums> sum_partition(const Matrix<float>& centroids) override {
        return on_either([&](Engine& engine) { return engine.sum_partition(centroids); });
    }

    std::optional<StartRows> draw_starts(const StartWish& wish) override {
        return on_either([&](Engine& engine) { return engine.draw_starts(wish); });
    }

    std::optional<std::vector<numerics::Int128>> sum_euclidean_silhouettes(const std::vector<std::int32_t>& labels,
                                                                           std::size_t k) override {
        return on_either([&](Engine& engine) { return engine.sum_euclidean_silhouettes(labels, k); });
    }

private:
    template <class Work>
    auto on_either(const Work& work) -> decltype(work(std::declval<Engine&>())) {
        std::optional<decltype(work(std::declval<Engine&>()))> result;
        if (switch_.try_first([&] { result.emplace(work(*first_)); })) {
            return *std::move(result);
        }
        return work(second());
    }

    /// Gives the first device's memory back, as soon as fits that still run there let go of it.
    Engine& second() {
        if (!second_) {
            first_.reset();
            second_ = second_backend_.load(points_);
        }
        return *second_;
    }

    cluster::DeviceSwitch& switch_;
    std::shared_ptr<Engine> first_;
    Backend& second_backend_;
    const PointSet& points_;
    std::unique_ptr<Engine> second_;
};

class FallbackBackend final : public Backend {
public:
    FallbackBackend(std::unique_ptr<Backend> first, std::unique_ptr<Backend> second,
                    std::function<void(const Error& error)> notice)
        : first_(std::move(first)), second_(std::move(second)), switch_(std::move(notice)) {}

    std::string name() const override {
        if (!switch_.failed()) {
            return first_->name();
        }
        return first_was_used_ ? first_->name() + ", then " + second_->name() : second_->name();
    }

    std::string description() const override { return (switch_.failed() ? second_ : first_)->description(); }

    std::unique_ptr<Engine> load(const PointSet& points) override {
        std::unique_ptr<Engine> engine;
        if (switch_.try_first([&] { engine = first_->load(points); })) {
            first_was_used_ = true;
        }
        return std::make_unique<FallbackEngine>(switch_, std::move(engine), *second_, points);
    }

private:
    std::unique_ptr<Backend> first_;
    std::unique_ptr<Backend> second_;
    cluster::DeviceSwitch switch_;
    bool first_was_used_ = false;
};

}  // namespace

std::unique_ptr<Backend> make_fallback_backend(std::unique_ptr<Backend> first, std::unique_ptr<Backend> second,
                                               std::function<void(const Error& error)> notice) {
    return std::make_unique<FallbackBackend>(std::move(first), std::move(second), std::move(notice));
}

}  // namespace rfmeans
