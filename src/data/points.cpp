#include "rfmeans/points.hpp"

#include <algorithm>
#include <cmath>

namespace rfmeans {

double FeatureColumn::feature(double x) const {
    if (constant) {
        return 0.0;
    }
    const double clamped = std::clamp(x, lowest, highest);
    const double transformed = transform == Transform::log1p ? std::log1p(clamped) : clamped;
    return (transformed - centre) / scale;
}

double FeatureColumn::raw(double feature) const {
    const double transformed = feature * scale + centre;
    return transform == Transform::log1p ? std::expm1(transformed) : transformed;
}

}  // namespace rfmeans
