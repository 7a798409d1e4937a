#pragma once

#include "rfmeans/study.hpp"
#include "store/hdf5_group.hpp"

namespace rfmeans::store {

/// Reads what write_study wrote. Throws StoreError where a piece is missing or pieces disagree.
[[nodiscard]] Study read_study(const Group& root);

}  // namespace rfmeans::store
