#include "cluster/box.hpp"

#include <algorithm>

#include "parallel/loops.hpp"
#include "rfmeans/numerics/seeding.hpp"

namespace rfmeans::cluster {
namespace {

/// Rows at a time: their values in a row are as many independent minima, which the compiler turns into SIMD.
constexpr std::size_t kRowsAtOnce = 16;

Box join(Box a, const Box& b) {
    for (std::size_t d = 0; d < a.lowest.size(); ++d) {
        a.lowest[d] = std::min(a.lowest[d], b.lowest[d]);
        a.highest[d] = std::max(a.highest[d], b.highest[d]);
    }
    return a;
}

/// Widens the box by rows [first, last), at least one.
Box widen(Box box, const Matrix<float>& values, std::size_t first, std::size_t last) {
    const std::size_t dims = values.cols;
    const std::size_t width = kRowsAtOnce * dims;
    std::vector<float> lowest(width);
    std::vector<float> highest(width);
    for (std::size_t i = 0; i < width; ++i) {
        lowest[i] = highest[i] = values.values[first * dims + i % dims];
    }
    std::size_t row = first;
    for (; row + kRowsAtOnce <= last; row += kRowsAtOnce) {
        const float* const rows = values.values.data() + row * dims;
        for (std::size_t i = 0; i < width; ++i) {
            lowest[i] = rows[i] < lowest[i] ? rows[i] : lowest[i];
            highest[i] = highest[i] < rows[i] ? rows[i] : highest[i];
        }
    }
    for (; row < last; ++row) {
        for (std::size_t d = 0; d < dims; ++d) {
            lowest[d] = std::min(lowest[d], values.row(row)[d]);
            highest[d] = std::max(highest[d], values.row(row)[d]);
        }
    }
    for (std::size_t i = 0; i < width; ++i) {
        box.lowest[i % dims] = std::min(box.lowest[i % dims], lowest[i]);
        box.highest[i % dims] = std::max(box.highest[i % dims], highest[i]);
    }
    return box;
}

}  // namespace

std::uint64_t Box::squared_diagonal() const {
    return numerics::exact_squared_distance(lowest.data(), highest.data(), static_cast<int>(lowest.size()));
}

Box bounding_box(const PointSet& points) {
    if (points.points() == 0) {
        return {std::vector<float>(points.dims(), 0.0F), std::vector<float>(points.dims(), 0.0F)};
    }
    const auto row = points.values.row(0);
    const Box first{{row.begin(), row.end()}, {row.begin(), row.end()}};
    return loops::parallel_reduce(
        tbb::blocked_range<std::size_t>(0, points.points(), 16'384), first,
        [&](const tbb::blocked_range<std::size_t>& rows, Box box) {
            return widen(std::move(box), points.values, rows.begin(), rows.end());
        },
        join);
}

}  // namespace rfmeans::cluster
