#include "cli/raw_centroids.hpp"

namespace rfmeans::cli {

Matrix<double> raw_centroids(const Model& model, const FeatureMatrix& features) {
    Matrix<double> raw(model.centroids.rows, model.centroids.cols);
    for (std::size_t j = 0; j < raw.rows; ++j) {
        for (std::size_t d = 0; d < raw.cols; ++d) {
            raw.row(j)[d] = features.columns[d].raw(double{model.centroids.row(j)[d]} * features.points.step());
        }
    }
    return raw;
}

}  // namespace rfmeans::cli
