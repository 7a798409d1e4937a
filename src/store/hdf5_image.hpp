#pragma once

#include <cstddef>
#include <span>

#include "store/hdf5_group.hpp"

namespace rfmeans::store {

/// An HDF5 file that is built in memory. HDF5 then never meets a full disk, where closing a file fails half-way.
class Hdf5Image {
public:
    Hdf5Image();

    [[nodiscard]] Group root() const { return Group::root(file_); }
    /// The bytes of the file so far; valid until something is written.
    [[nodiscard]] std::span<const std::byte> bytes() const;

private:
    Handle file_;
};

}  // namespace rfmeans::store
