// Small tables and matrices written by hand, and what is said of bad ones.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "rfmeans/error.hpp"
#include "rfmeans/features.hpp"

namespace rfmeans::test {

/// Customers "c0", "c1", … with recency, frequency, monetary.
inline RfmTable make_table(const std::vector<std::array<double, 3>>& rows) {
    RfmTable table;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ids.push_back(std::string("c").append(std::to_string(i)));
        table.tensor.insert(table.tensor.end(), rows[i].begin(), rows[i].end());
        table.monetary_units.push_back(std::isnan(rows[i][2]) ? 0 : std::llround(rows[i][2] * 100));
    }
    table.ids.values = ids;
    table.as_of = {15'000};
    table.decimals = 2;
    return table;
}

inline Matrix<double> make_matrix(const std::vector<std::vector<double>>& rows) {
    Matrix<double> matrix(rows.size(), rows.front().size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::copy(rows[i].begin(), rows[i].end(), matrix.row(i).begin());
    }
    return matrix;
}

/// Grid steps of one dimension, [points].
inline std::vector<float> column_of(const PointSet& points, std::size_t d) {
    std::vector<float> column;
    for (std::size_t i = 0; i < points.points(); ++i) {
        column.push_back(points.values.row(i)[d]);
    }
    return column;
}
inline std::vector<float> column_of(const FeatureMatrix& matrix, std::size_t d) {
    return column_of(matrix.points, d);
}

/// What the call throws, of this kind.
template <class Call>
std::string message_of(Call call, Failure failure) {
    try {
        (void)call();
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), failure) << error.what();
        return error.what();
    }
    return "no error";
}

}  // namespace rfmeans::test
