#pragma once

#include "rfmeans/rfm_table.hpp"
#include "store/hdf5_group.hpp"
#include "store/scales.hpp"

namespace rfmeans::store {

/// /customers and /rfm. Leaves the customers' scale in `scales`.
void write_rfm(const RfmTable& table, const Group& root, Scales& scales);

}  // namespace rfmeans::store
