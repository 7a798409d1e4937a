// The CPU: through the tile tree where that pays, else by brute force. The results are the same bits.
#include <fmt/format.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <optional>

#include "cluster/brute_rounds.hpp"
#include "cluster/exact_sums.hpp"
#include "cluster/starts.hpp"
#include "cluster/tree_rounds.hpp"
#include "rfmeans/backend.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans {
namespace {

/// Sorting and building the tree, in ns a point on one thread (Zen 4, 1e6 points: 20, 23, 29, 36, 43 for 1 to 5
/// dimensions). Only time hangs on these figures, never a result.
double tree_cost(std::size_t dims) {
    return 15.0 + 6.0 * static_cast<double>(dims);
}

/// A brute round of one model, in ns a point: 2·D + 2 operations a centroid at the 80 a ns that the kernel reaches, and
/// the points that move.
double round_cost(std::size_t k, std::size_t dims) {
    return 0.1 + static_cast<double>(k * (2 * dims + 2)) / 80.0;
}
/// Its first one has to sum all points, too.
constexpr double kFirstSums = 2.5;

/// How many rounds a fit will take, before anything is known of it (bench/README.md: 33, 90, 133, 123 for k = 4, 8, 16,
/// 32 at 1e6 points; more at 1e7).
double expected_rounds(std::size_t k) {
    return 10.0 * static_cast<double>(std::min<std::size_t>(k, 10));
}

/// Where the expected rounds would not pay for the tree, it is built once this part of its cost has been spent without
/// it. At 1, rent or buy, that would be at most twice the best possible cost whatever number of rounds is to come; but
/// a fit that has not ended after its first few rounds mostly goes on for dozens, so less is right on average, and at
/// most five times the best.
constexpr double kPatience = 0.25;

class CpuEngine final : public Engine {
public:
    CpuEngine(const PointSet& points, RoundMethod method)
        : points_(points),
          tree_allowed_(method != RoundMethod::brute && points.points() > 0 &&
                        points.dims() <= numerics::kHilbertDims) {
        if (tree_allowed_ && method == RoundMethod::tree) {
            tree_.emplace(points_);
        }
    }

    void round(std::span<RoundJob> jobs) override {
        for (RoundJob& job : jobs) {
            job.sums.assign(job.centroids.values.size(), 0);
            job.weights.assign(job.centroids.rows, 0);
        }
        if (tree_allowed_ && !tree_ && tree_pays(jobs)) {
            grow_tree();
        }
        if (tree_) {
            for (RoundJob& job : jobs) {
                job.state = {};  // labels of earlier brute rounds
            }
            tree_->add_sums(jobs);
        } else {
            brute().add_sums(jobs);
        }
        for (RoundJob& job : jobs) {
            cluster::move_centroids(job);
        }
    }

    Assignment assign(const Matrix<float>& centroids) override {
        return tree_ ? tree_->assign(centroids) : brute().assign(centroids);
    }

    std::optional<ClusterTotals> total(const Matrix<float>& centroids) override {
        if (!tree_) {
            return std::nullopt;
        }
        return tree_->total(centroids);
    }

    /// Draws see the points in the tree's order: it is sorted for either way, and then the rounds have it too.
    std::optional<StartRows> draw_starts(const StartWish& wish) override {
        if (!tree_allowed_) {
            return std::nullopt;
        }
        grow_tree();
        return cluster::draw_starts(cluster::StartDraws(points_, tree_->tree()), wish);
    }

private:
    /// Asked before every round without a tree.
    bool tree_pays(std::span<const RoundJob> jobs) {
        double expected = 0;
        for (const RoundJob& job : jobs) {
            const double cost = round_cost(job.centroids.rows, points_.dims());
            spent_ += cost + (job.state.empty() ? kFirstSums : 0.0);
            expected += cost * expected_rounds(job.centroids.rows);
        }
        const double price = tree_cost(points_.dims());
        return expected >= price || spent_ >= kPatience * price;
    }

    cluster::BruteRounds& brute() {
        if (!brute_) {
            brute_.emplace(points_);
        }
        return *brute_;
    }

    void grow_tree() {
        if (!tree_) {
            brute_.reset();  // its copy of the points is not needed beside the tree's
            tree_.emplace(points_);
        }
    }

    const PointSet& points_;
    bool tree_allowed_;
    double spent_ = 0;  ///< ns a point on rounds without the tree so far, plus those of the coming round
    std::optional<cluster::TreeRounds> tree_;
    std::optional<cluster::BruteRounds> brute_;
};

class CpuBackend final : public Backend {
public:
    explicit CpuBackend(RoundMethod method) : method_(method) {}
    std::string name() const override { return "cpu"; }
    std::string description() const override {
        const int threads = tbb::this_task_arena::max_concurrency();
        return fmt::format("{} thread{}, {}", threads, threads == 1 ? "" : "s", cluster::simd_target());
    }
    std::unique_ptr<Engine> load(const PointSet& points) override {
        return std::make_unique<CpuEngine>(points, method_);
    }

private:
    RoundMethod method_;
};

}  // namespace

std::unique_ptr<Backend> make_cpu_backend(RoundMethod method) {
    return std::make_unique<CpuBackend>(method);
}

}  // namespace rfmeans
