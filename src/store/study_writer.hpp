#pragma once

#include "rfmeans/study.hpp"
#include "store/hdf5_group.hpp"

namespace rfmeans::store {

inline constexpr std::int64_t kSchemaVersion = 2;
inline constexpr const char* kProgram = "rfmeans";
/// Root attribute of a file that is no study: what it is instead.
inline constexpr const char* kContent = "content";
inline constexpr const char* kJournalContent = "journal of a sweep";

/// Writes a study below an empty root. Schema: README.md.
void write_study(const Study& study, const Group& root);

}  // namespace rfmeans::store
