#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/evaluate.hpp"

namespace rfmeans {
namespace {

constexpr std::size_t kRunnersUp = 3;

std::string name_model(const Model& model) {
    return fmt::format("k={} ({:.3f})", model.k, model.silhouette);
}

std::string join_names(const Sweep& sweep, const std::vector<std::size_t>& models) {
    std::string text;
    for (const std::size_t m : models) {
        text += (text.empty() ? "" : ", ") + name_model(sweep.models[m]);
    }
    return text;
}

/// Best silhouette first, then lower k; undefined ones (k = 1) last.
void sort_by_silhouette(const Sweep& sweep, std::vector<std::size_t>& models) {
    const auto key = [&](std::size_t m) {
        const double silhouette = sweep.models[m].silhouette;
        return std::isnan(silhouette) ? -2.0 : silhouette;  // below every silhouette
    };
    std::ranges::stable_sort(models, [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
}

Choice choose_by_silhouette(const Sweep& sweep, std::vector<std::size_t> best, std::int32_t min_k) {
    const auto allowed = [&](std::size_t m) { return sweep.models[m].k >= min_k; };
    const bool none_allowed = std::ranges::none_of(best, allowed);
    sort_by_silhouette(sweep, best);
    Choice choice;
    choice.model = none_allowed ? best.front() : *std::ranges::find_if(best, allowed);
    const Model& chosen = sweep.models[choice.model];
    std::vector<std::size_t> passed_over;  // k below min_k that score higher
    for (const std::size_t m : best) {
        if (m == choice.model) {
            continue;
        }
        if (!none_allowed && !allowed(m)) {
            if (sweep.models[m].silhouette > chosen.silhouette) {
                passed_over.push_back(m);
            }
        } else if (choice.runners_up.size() < kRunnersUp) {
            choice.runners_up.push_back(m);
        }
    }
    choice.explanation = none_allowed
                             ? fmt::format("{} has the best silhouette (no k of the sweep reaches the least k, {})",
                                           name_model(chosen), min_k)
                             : fmt::format("{} has the best silhouette of all k from {} on", name_model(chosen), min_k);
    if (!choice.runners_up.empty()) {
        choice.explanation += "; next: " + join_names(sweep, choice.runners_up);
    }
    if (!passed_over.empty()) {
        choice.explanation += fmt::format("; {} scores higher, but so few segments say little (--min-k {})",
                                          join_names(sweep, passed_over), min_k);
    }
    return choice;
}

}  // namespace

Choice choose_model(const Sweep& sweep, const ChoiceSpec& spec) {
    RFMEANS_EXPECTS(!sweep.models.empty());
    std::vector<std::size_t> best = best_of_each_k(sweep);
    if (!spec.k) {
        return choose_by_silhouette(sweep, std::move(best), spec.min_k);
    }
    const auto found = std::ranges::find_if(best, [&](std::size_t m) { return sweep.models[m].k == *spec.k; });
    if (found == best.end()) {
        throw Error(Failure::option,
                    fmt::format("-k {} was not fitted (the sweep has k={} to {}). Choose one of these or sweep again",
                                *spec.k, sweep.models.front().k, sweep.models.back().k));
    }
    Choice choice{.model = *found, .explanation = fmt::format("{} was asked for", name_model(sweep.models[*found]))};
    std::erase(best, choice.model);
    sort_by_silhouette(sweep, best);
    best.resize(std::min(best.size(), kRunnersUp));
    choice.runners_up = std::move(best);
    if (!choice.runners_up.empty()) {
        choice.explanation += "; best silhouettes of the others: " + join_names(sweep, choice.runners_up);
    }
    return choice;
}

}  // namespace rfmeans
