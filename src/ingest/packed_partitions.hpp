// What the packers of all threads hold, partition by partition.
#pragma once

#include <memory>
#include <vector>

#include "ingest/row_packer.hpp"
#include "rfmeans/packed_rows.hpp"

namespace rfmeans::ingest {

/// `packers` of one reading under `plan`.
[[nodiscard]] std::unique_ptr<PackedPartitions> keep_packed(std::unique_ptr<PackPlan> plan,
                                                            std::vector<std::unique_ptr<RowPacker>> packers);

}  // namespace rfmeans::ingest
