#include "cli/resume.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <ranges>

#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

const char* start_name(StartRule rule) {
    constexpr std::array kNames{"kmeans++", "random", "file:…"};
    return kNames.at(static_cast<std::size_t>(rule));
}

bool same_centroids(const std::optional<Matrix<float>>& a, const std::optional<Matrix<float>>& b) {
    return a && b ? same_bits(*a, *b) : a.has_value() == b.has_value();
}

void compare_points(const PointsIdentity& earlier, const PointsIdentity& wanted, std::vector<std::string>& found) {
    if (earlier.points != wanted.points || earlier.dims != wanted.dims) {
        found.push_back(fmt::format("{} points of {} features there, {} of {} here", earlier.points, earlier.dims,
                                    wanted.points, wanted.dims));
    } else if (earlier.values_sha256 != wanted.values_sha256 || earlier.step_exponent != wanted.step_exponent) {
        found.emplace_back("other features: --features, --transform, --scale, --winsorise, or the data");
    }
    // The same integers in other steps are other weights: inertia is in the user's.
    if (earlier.weights_sha256 != wanted.weights_sha256 || earlier.weight_exponent != wanted.weight_exponent) {
        found.emplace_back("other weights");
    }
}

void require_agreement(const EarlierModels& earlier, const Journal& wanted) {
    const std::vector<std::string> found = differences(earlier.models, wanted);
    if (!found.empty()) {
        throw Error(
            Failure::option,
            fmt::format("--resume cannot go on from '{}' (its models differ from those asked for: {}). Give the "
                        "options of that sweep, or leave --resume out to start anew",
                        earlier.file, fmt::join(found, "; ")));
    }
}

}  // namespace

std::optional<Journal> models_of(const Study& study) {
    if (!study.sweep || !study.features) {
        return std::nullopt;
    }
    return Journal{.tool_version = study.provenance.tool_version,
                   .points = identify_points(study.features->points),
                   .start_centroids = std::nullopt,
                   .sweep = *study.sweep};
}

std::vector<std::string> differences(const Journal& earlier, const Journal& wanted) {
    std::vector<std::string> found;
    compare_points(earlier.points, wanted.points, found);
    if (earlier.sweep.start != wanted.sweep.start) {
        found.push_back(
            fmt::format("--init {} there, {} here", start_name(earlier.sweep.start), start_name(wanted.sweep.start)));
    } else if (wanted.sweep.start == StartRule::file && !earlier.start_centroids) {
        found.emplace_back("--init file:…: a study does not keep the centroids it started from");
    } else if (!same_centroids(earlier.start_centroids, wanted.start_centroids)) {
        found.emplace_back("other centroids in the file of --init");
    }
    const StopRule& there = earlier.sweep.stop;
    const StopRule& here = wanted.sweep.stop;
    if (there.max_iterations != here.max_iterations) {
        found.push_back(fmt::format("--max-iterations {} there, {} here", there.max_iterations, here.max_iterations));
    }
    if (there.tolerance != here.tolerance) {
        found.push_back(fmt::format("--tolerance {} there, {} here", there.tolerance, here.tolerance));
    }
    return found;
}

std::vector<Model> take_over(const Earlier& earlier, const PointSet& points, const SweepSpec& spec) {
    if (!earlier.own && !earlier.journal) {
        return {};
    }
    Journal wanted{.tool_version = {}, .points = identify_points(points), .start_centroids = spec.start_centroids};
    wanted.sweep.start = spec.start;
    wanted.sweep.stop = spec.stop;
    std::map<std::pair<std::int32_t, std::uint64_t>, Model> models;
    if (earlier.own) {
        require_agreement(*earlier.own, wanted);
        for (const Model& model : earlier.own->models.sweep.models) {
            models.emplace(std::pair(model.k, model.seed), model);
        }
    }
    if (earlier.journal) {
        require_agreement(*earlier.journal, wanted);
        for (const Model& model : earlier.journal->models.sweep.models) {
            if (std::ranges::binary_search(spec.ks, model.k) && std::ranges::binary_search(spec.seeds, model.seed)) {
                models.emplace(std::pair(model.k, model.seed), model);
            }
        }
    }
    std::vector<Model> taken;
    taken.reserve(models.size());
    for (Model& model : models | std::views::values) {
        // Measured anew: which model is the best of its k may change.
        model.davies_bouldin = kUndefined;
        model.silhouette = kUndefined;
        model.simplified_silhouette = kUndefined;
        model.euclidean_silhouette = kUndefined;
        taken.push_back(std::move(model));
    }
    return taken;
}

}  // namespace rfmeans::cli
