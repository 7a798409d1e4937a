#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rfmeans/kept_transactions.hpp"
#include "rfmeans/models.hpp"
#include "rfmeans/points.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/rfm_table.hpp"
#include "rfmeans/segments.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans {

/// Where a study came from.
struct Provenance {
    std::string tool_version;
    std::string created;             ///< UTC, "2026-11-24T13:33:00Z"
    std::string command;             ///< the command line
    std::vector<NamedText> options;  ///< every option in force
    std::vector<InputFile> inputs;
};

/// The result of every stage so far; what a store holds.
struct Study {
    Provenance provenance;
    RfmSpec rfm_spec;  ///< as given, so that `assign` repeats it
    std::vector<ColumnFilter> filters;
    DateReading dates;
    std::vector<ColumnRole> roles;
    std::vector<NamedCount> reject_counts;  ///< by reason
    std::optional<RfmTable> rfm;
    std::optional<KeptTransactions> transactions;  ///< of all inputs, where they were kept
    std::optional<FeatureMatrix> features;
    std::optional<Sweep> sweep;
    std::optional<Segmentation> segmentation;
    std::string profile_json;  ///< empty: not profiled
};

}  // namespace rfmeans
