#pragma once

#include <functional>
#include <string>

#include "store/hdf5_group.hpp"

namespace rfmeans::store {

/// Makes `path` an HDF5 file of what `write` puts below its root, with a checksum after it: whole or not at all.
/// Errors: Error{resource}; `earlier` names in messages what may stand there: "study".
void save_file(const std::string& path, const char* earlier, const std::function<void(const Group& root)>& write);

}  // namespace rfmeans::store
