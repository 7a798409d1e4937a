#pragma once

#include <string>

namespace rfmeans::test {

/// An HDF5 file as another program would write it: one dataset, nothing of rfmeans.
void write_foreign_hdf5(const std::string& path);

}  // namespace rfmeans::test
