#include "rfmeans/models.hpp"

namespace rfmeans {

const char* fit_end_name(FitEnd end) {
    switch (end) {
        case FitEnd::converged:
            return "converged";
        case FitEnd::cycled:
            return "cycled";
        case FitEnd::tolerance:
            return "tolerance";
        case FitEnd::limit:
            return "limit";
    }
    return "limit";
}

std::vector<std::size_t> best_of_each_k(const Sweep& sweep) {
    // Models ascend by (k, seed), so a strict comparison leaves the lowest seed of equal inertias.
    std::vector<std::size_t> best;
    for (std::size_t i = 0; i < sweep.models.size(); ++i) {
        const Model& model = sweep.models[i];
        if (best.empty() || sweep.models[best.back()].k != model.k) {
            best.push_back(i);
        } else if (model.inertia < sweep.models[best.back()].inertia) {
            best.back() = i;
        }
    }
    return best;
}

}  // namespace rfmeans
