#include "cluster/box.hpp"

#include <algorithm>

#include "rfmeans/numerics/seeding.hpp"

namespace rfmeans::cluster {

std::uint64_t Box::squared_diagonal() const {
    return numerics::exact_squared_distance(lowest.data(), highest.data(), static_cast<int>(lowest.size()));
}

Box bounding_box(const PointSet& points) {
    if (points.points() == 0) {
        return {std::vector<float>(points.dims(), 0.0F), std::vector<float>(points.dims(), 0.0F)};
    }
    const auto first = points.values.row(0);
    Box box{{first.begin(), first.end()}, {first.begin(), first.end()}};
    for (std::size_t i = 1; i < points.points(); ++i) {
        const auto point = points.values.row(i);
        for (std::size_t d = 0; d < points.dims(); ++d) {
            box.lowest[d] = std::min(box.lowest[d], point[d]);
            box.highest[d] = std::max(box.highest[d], point[d]);
        }
    }
    return box;
}

}  // namespace rfmeans::cluster
