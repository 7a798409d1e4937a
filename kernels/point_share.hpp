// What one device of an engine has of the points.
#pragma once

#include <cstddef>

#include "kernels/device.hpp"
#include "kernels/points_on_device.hpp"
#include "kernels/product_rounds.hpp"

namespace rfmeans::cuda {

struct PointShare {
    Device device;
    std::size_t first_row;
    PointsOnDevice points;
    Products products{};

    PointShare(int index, const PointRows& rows, std::size_t first_row_of_all, bool with_tree)
        : device(index), first_row(first_row_of_all), points(rows, with_tree, device.blocks(), device.stream()) {}
};

}  // namespace rfmeans::cuda
