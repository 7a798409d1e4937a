#pragma once

#include "rfmeans/kept_transactions.hpp"
#include "store/hdf5_group.hpp"

namespace rfmeans::store {

/// /transactions.
void write_transactions(const KeptTransactions& kept, const Group& root);

}  // namespace rfmeans::store
