#pragma once

#include <functional>
#include <string>
#include <vector>

#include "rfmeans/rfm_table.hpp"
#include "store/hdf5_group.hpp"
#include "store/scales.hpp"

namespace rfmeans::store {

/// Columns below "attributes" of `parent`, their texts below "dictionaries", their order in "attribute_columns".
/// `rows` says what has one value each: "customer".
void write_attributes(const std::vector<Column>& columns, const Group& parent, const std::string& rows,
                      const std::function<void(const Handle&)>& mark);

/// /customers and /rfm. Leaves the customers' scale in `scales`.
void write_rfm(const RfmTable& table, const Group& root, Scales& scales);

}  // namespace rfmeans::store
