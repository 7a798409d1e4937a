// The tables of `export`, one function each. Errors: Error{content} naming the subcommand that makes what is missing.
#pragma once

#include <ostream>
#include <string>

#include "rfmeans/study.hpp"

namespace rfmeans::report {

void write_customers(const Study& study, std::ostream& out);
void write_rfm(const Study& study, std::ostream& out);
void write_scores(const Study& study, std::ostream& out);
void write_models(const Study& study, std::ostream& out);
void write_centroids(const Study& study, std::ostream& out);
void write_segments(const Study& study, std::ostream& out);
void write_profile(const Study& study, std::ostream& out);

/// The part of the study, or the error that says how to make it.
[[nodiscard]] const RfmTable& need_rfm(const Study& study);
[[nodiscard]] const FeatureMatrix& need_features(const Study& study);
[[nodiscard]] const Sweep& need_sweep(const Study& study);
[[nodiscard]] const Segmentation& need_segmentation(const Study& study);

}  // namespace rfmeans::report
