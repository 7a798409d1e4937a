#pragma once

#include "rfmeans/study.hpp"
#include "store/hdf5_group.hpp"

namespace rfmeans::store {

inline constexpr std::int64_t kSchemaVersion = 1;
inline constexpr const char* kProgram = "rfmeans";

/// Writes a study below an empty root. Schema: README.md.
void write_study(const Study& study, const Group& root);

}  // namespace rfmeans::store
