#include <algorithm>
#include <cmath>

#include "features/column_source.hpp"
#include "features/fit_column.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/features.hpp"
#include "rfmeans/numerics/grid.hpp"

namespace rfmeans {

ProjectedPoints project_features(const RfmTable& table, const FeatureMatrix& fitted) {
    RFMEANS_EXPECTS(table.windows() > 0);
    const std::size_t dims = fitted.columns.size();
    ProjectedPoints projected;
    projected.points.step_exponent = fitted.points.step_exponent;
    projected.points.values = Matrix<float>(table.customers(), dims);
    std::vector<char> off_grid(table.customers(), 0);
    const double limit = numerics::kGridLimit;
    for (std::size_t d = 0; d < dims; ++d) {
        const FeatureColumn& column = fitted.columns[d];
        const std::vector<double> raw = features::read_column(table, column.name, features::Need::by_fitted_model);
        features::check_log1p(raw, column);
        for (std::size_t i = 0; i < raw.size(); ++i) {
            // An infinite feature (a quotient beyond double) is off the grid like any other that is too large.
            const double q = numerics::snap_to_grid(column.feature(raw[i]), projected.points.step_exponent);
            off_grid[i] = static_cast<char>(off_grid[i] | (std::fabs(q) > limit ? 1 : 0));
            projected.points.values.row(i)[d] = static_cast<float>(std::clamp(q, -limit, limit));
        }
    }
    projected.clamped = std::count(off_grid.begin(), off_grid.end(), 1);
    return projected;
}

}  // namespace rfmeans
