// Refits stored models and compares them bit by bit with the stored ones.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "rfmeans/backend.hpp"
#include "rfmeans/study.hpp"

namespace rfmeans::cli {

/// What one backend says about one stored model.
struct Verdict {
    std::int32_t k = 0;
    std::uint64_t seed = 0;
    std::string backend;
    bool labels = false;  ///< equal to those of the stored centroids on the first backend; for the chosen model also
                          ///< to the stored segments
    bool centroids = false;
    bool weights = false;
    bool inertia = false;
    bool iterations = false;  ///< iterations and the reason of the end

    [[nodiscard]] bool equal() const { return labels && centroids && weights && inertia && iterations; }
};

/// The best model of each k on every backend. `start` is needed where the sweep started from a file.
[[nodiscard]] std::vector<Verdict> verify_models(const Study& study,
                                                 const std::vector<std::unique_ptr<Backend>>& backends,
                                                 const std::optional<Matrix<float>>& start, const Console& console);

}  // namespace rfmeans::cli
