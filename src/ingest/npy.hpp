// NumPy's .npy format, versions 1.0 to 3.0.
#pragma once

#include <string>
#include <string_view>

#include "rfmeans/matrix.hpp"

namespace rfmeans::ingest {

[[nodiscard]] bool is_npy(std::string_view bytes);

struct NpyMatrix {
    Matrix<double> values;
    std::string dialect;  ///< "npy, <f4, C order"
};

/// Errors: Error{content} damaged, truncated, not of one or two dimensions, not of numbers, integers that double does
/// not hold.
[[nodiscard]] NpyMatrix read_npy(std::string_view bytes, const std::string& path);

}  // namespace rfmeans::ingest
