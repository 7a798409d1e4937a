// Raw values of a column, by name, from a study's table or a plain matrix.
#pragma once

#include <string>
#include <vector>

#include "rfmeans/rfm_table.hpp"

namespace rfmeans::features {

/// What a missing column means: a wrong option (--features, --weights), or data that lack what a fitted model needs.
enum class Need { asked_for, by_fitted_model, as_weights };

/// A raw column [customers] of the last window: recency, frequency, monetary or an attribute.
/// Errors: Error{option} (by_fitted_model: Error{content}) no such column, or a text column; Error{content} missing
/// values.
[[nodiscard]] std::vector<double> read_column(const RfmTable& table, const std::string& name, Need need);

/// recency, frequency, monetary; without amounts recency, frequency.
[[nodiscard]] std::vector<std::string> default_columns(const RfmTable& table);

}  // namespace rfmeans::features
