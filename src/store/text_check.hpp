#pragma once

#include <string>

namespace rfmeans::store {

/// HDF5 text ends at a NUL byte. Throws StoreError where `text` holds one, rather than cut it short.
void require_storable(const std::string& text, const std::string& where);

}  // namespace rfmeans::store
