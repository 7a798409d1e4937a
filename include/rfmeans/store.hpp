// Saves and loads the result of every stage: HDF5, one file a study. Schema in src/store/README.md.
#pragma once

#include <string>

#include "rfmeans/journal.hpp"
#include "rfmeans/study.hpp"

namespace rfmeans {

/// Written to a temporary name beside `path`, flushed to disk, then renamed: a crash leaves the old file or the new
/// one. Errors: Error{resource} unwritable, full disk, locked by another writer; nothing is left behind.
void save_study(const Study& study, const std::string& path);

/// Errors: Error{resource} missing, not HDF5, damaged, HDF5 of another program, written by a newer schema (says which
/// version reads it).
[[nodiscard]] Study load_study(const std::string& path);

/// Written as a study is: whole or not at all. Errors: as save_study.
void save_journal(const Journal& journal, const std::string& path);

/// Errors: Error{resource} where `path` is no whole journal: torn, of another program, a study.
[[nodiscard]] Journal load_journal(const std::string& path);

}  // namespace rfmeans
