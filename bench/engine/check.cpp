// A fast wrong answer is no result: the reference's bits first, on a small part of the same data.
#include "bench/engine/workbench.hpp"
#include "cluster/starts.hpp"
#include "rfmeans/cluster.hpp"
#include "rfmeans/numerics/hilbert.hpp"

namespace rfmeans::bench {
namespace {

constexpr std::int64_t kCheckedPoints = 5'000;

bool same_models(const Sweep& made, const Sweep& expected) {
    if (made.models.size() != expected.models.size()) {
        return false;
    }
    for (std::size_t m = 0; m < made.models.size(); ++m) {
        const Model& a = made.models[m];
        const Model& b = expected.models[m];
        if (a.centroids != b.centroids || a.weights != b.weights || a.iterations != b.iterations ||
            a.inertia != b.inertia) {
            return false;
        }
    }
    return true;
}

/// Greedy k-means++ through the tree draws the rows that plain passes draw.
bool same_starts(const PointSet& points) {
    const cluster::TileTree tree(points);
    const cluster::StartDraws fast(points, tree);
    const cluster::StartDraws plain(points);
    return fast.kmeanspp(20, 0) == plain.kmeanspp(20, 0) && fast.kmeanspp(20, 1) == plain.kmeanspp(20, 1);
}

}  // namespace

std::string find_difference_from_reference() {
    const SweepSpec spec{.ks = {4, 8, 32}, .seeds = {0, 1}};
    for (const int dims : {3, 16}) {
        const PointSet points = make_points(kCheckedPoints, dims, 0);
        if (dims <= numerics::kHilbertDims && !same_starts(points)) {
            return "starts";
        }
        const Sweep expected = run_sweep(*make_reference_backend(), points, spec);
        for (const char* method : {"tree", "brute", "automatic"}) {
            const auto backend = make_cpu_backend(method_of(method));
            if (!same_models(run_sweep(*backend, points, spec), expected)) {
                return std::string("sweeps of method ") + method;
            }
            const Matrix<float>& centroids = expected.models.back().centroids;
            if (label_points(*backend, points, centroids).labels !=
                label_points(*make_reference_backend(), points, centroids).labels) {
                return std::string("labels of method ") + method;
            }
        }
    }
    return "";
}

}  // namespace rfmeans::bench
