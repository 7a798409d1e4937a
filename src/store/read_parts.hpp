// The parts of a study. Each throws StoreError where a piece is missing or pieces disagree.
#pragma once

#include <string>
#include <vector>

#include "rfmeans/study.hpp"
#include "store/hdf5_group.hpp"

namespace rfmeans::store {

[[nodiscard]] std::vector<NamedText> read_named_texts(const Group& group);
[[nodiscard]] std::vector<NamedCount> read_named_counts(const Group& group, const std::string& name_column);

/// /customers and /rfm.
[[nodiscard]] RfmTable read_rfm(const Group& root);
/// What write_attributes wrote below `parent`, each [count].
[[nodiscard]] std::vector<Column> read_attributes(const Group& parent, std::size_t count);
/// /transactions of a study with that many inputs and customers.
[[nodiscard]] KeptTransactions read_transactions(const Group& group, std::size_t inputs, std::size_t customers);
[[nodiscard]] FeatureMatrix read_features(const Group& group);
[[nodiscard]] Sweep read_sweep(const Group& group);
[[nodiscard]] Segmentation read_segmentation(const Group& group);

/// Throws where the parts do not belong together: features of other customers, centroids of other dimensions.
void require_one_study(const Study& study);

}  // namespace rfmeans::store
