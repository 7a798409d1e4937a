#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace rfmeans {

/// A dense row-major matrix that owns its values.
template <class T>
struct Matrix {
    std::size_t rows = 0;
    std::size_t cols = 0;
    std::vector<T> values;  ///< [rows, cols], row-major

    Matrix() = default;
    Matrix(std::size_t row_count, std::size_t col_count)
        : rows(row_count), cols(col_count), values(row_count * col_count) {}

    [[nodiscard]] std::span<const T> row(std::size_t i) const { return {values.data() + i * cols, cols}; }
    [[nodiscard]] std::span<T> row(std::size_t i) { return {values.data() + i * cols, cols}; }

    bool operator==(const Matrix&) const = default;
};

/// Unlike ==, 0 and −0 differ, and a NaN equals itself.
[[nodiscard]] inline bool same_bits(const Matrix<float>& a, const Matrix<float>& b) {
    return a.rows == b.rows && a.cols == b.cols && std::ranges::equal(a.values, b.values, [](float x, float y) {
               return std::bit_cast<std::uint32_t>(x) == std::bit_cast<std::uint32_t>(y);
           });
}

}  // namespace rfmeans
