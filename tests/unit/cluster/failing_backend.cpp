#include "unit/cluster/failing_backend.hpp"

#include <utility>

#include "cluster/host_fits.hpp"
#include "cluster/starts.hpp"

namespace rfmeans::test {
namespace {

class FailingFits final : public DeviceFits {
public:
    FailingFits(Engine& rounds, const std::vector<Matrix<float>>& starts, const numerics::EndRules& rules, Trap& trap)
        : fits_(rounds, cluster::checkpoints_of(starts), rules), trap_(trap) {}

    std::vector<StoppedFit> advance() override {
        std::vector<StoppedFit> stopped = fits_.advance();
        trap_.pass(DeviceCall::advance);
        return stopped;
    }

    void resume(std::size_t fit, const Matrix<float>& centroids) override {
        trap_.pass(DeviceCall::resume);
        fits_.resume(fit, centroids);
    }

private:
    cluster::HostFits fits_;
    Trap& trap_;
};

class FailingEngine final : public Engine {
public:
    FailingEngine(const PointSet& points, Trap& trap, Rounds rounds)
        : points_(points), reference_(make_reference_backend()->load(points)), trap_(trap), rounds_(rounds) {}

    void round(std::span<RoundJob> jobs) override {
        reference_->round(jobs);
        lose_if_due(jobs);
        trap_.pass(DeviceCall::round);
    }

    std::unique_ptr<DeviceFits> start_fits(std::vector<Matrix<float>>& starts,
                                           const numerics::EndRules& rules) override {
        if (rounds_ == Rounds::single) {
            return nullptr;
        }
        const std::vector<Matrix<float>> taken = std::exchange(starts, {});
        trap_.pass(DeviceCall::start_fits);
        return std::make_unique<FailingFits>(*reference_, taken, rules, trap_);
    }

    Assignment assign(const Matrix<float>& centroids) override {
        trap_.pass(DeviceCall::assign);
        return reference_->assign(centroids);
    }

    std::optional<ClusterTotals> total(const Matrix<float>& centroids) override {
        trap_.pass(DeviceCall::total);
        return total_clusters(points_, reference_->assign(centroids).labels, centroids.rows);
    }

    std::optional<PartitionSums> sum_partition(const Matrix<float>& centroids) override {
        trap_.pass(DeviceCall::sum_partition);
        return PartitionSums{.totals = total_clusters(points_, reference_->assign(centroids).labels, centroids.rows),
                             .points = PointSums(centroids.rows)};
    }

    std::optional<StartRows> draw_starts(const StartWish& wish) override {
        trap_.pass(DeviceCall::draw_starts);
        return cluster::draw_starts(points_, wish);
    }

    std::optional<std::vector<numerics::Int128>> sum_euclidean_silhouettes(const std::vector<std::int32_t>& labels,
                                                                           std::size_t k) override {
        trap_.pass(DeviceCall::sum_euclidean_silhouettes);
        return reference_->sum_euclidean_silhouettes(labels, k);
    }

private:
    void lose_if_due(std::span<RoundJob> jobs) const {
        if (trap_.call == DeviceCall::round && trap_.calls + 1 == trap_.at) {
            for (RoundJob& job : jobs.first(jobs.size() / 2 + 1)) {
                job = {};
            }
        }
    }

    const PointSet& points_;
    std::unique_ptr<Engine> reference_;
    Trap& trap_;
    Rounds rounds_;
};

class FailingBackend final : public Backend {
public:
    FailingBackend(Trap& trap, Rounds rounds) : trap_(trap), rounds_(rounds) {}
    std::string name() const override { return "failing"; }
    std::string description() const override { return "fails"; }
    std::unique_ptr<Engine> load(const PointSet& points) override {
        trap_.pass(DeviceCall::load);
        return std::make_unique<FailingEngine>(points, trap_, rounds_);
    }

private:
    Trap& trap_;
    Rounds rounds_;
};

}  // namespace

void Trap::pass(DeviceCall now) {
    RFMEANS_EXPECTS(!sprung());
    if (now == call && ++calls == at) {
        throw Error(failure, "the device fell off the bus");
    }
}

std::unique_ptr<Backend> make_failing_backend(Trap& trap, Rounds rounds) {
    return std::make_unique<FailingBackend>(trap, rounds);
}

}  // namespace rfmeans::test
