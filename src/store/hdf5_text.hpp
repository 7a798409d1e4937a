// Datasets of text.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/hdf5_dataset.hpp"

namespace rfmeans::store {

/// One-dimensional UTF-8 text: of fixed length (which compresses), or of variable length where padding would cost much.
Handle write_texts(const Group& group, const About& about, std::span<const std::string> texts);

/// One text of any length.
void write_text(const Group& group, const About& about, const std::string& text);

/// `expected`: how many, or kAnyLength.
[[nodiscard]] std::vector<std::string> read_texts(const Group& group, const std::string& name, hsize_t expected);
[[nodiscard]] std::string read_text(const Group& group, const std::string& name);

}  // namespace rfmeans::store
