// Stage 7: what people and programs read: HTML, CSV, JSON, .npy, text for the terminal. Pure text: no files are written
// here.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "rfmeans/rejected_rows.hpp"
#include "rfmeans/study.hpp"

namespace rfmeans {

enum class CustomerIdsShown { yes, hidden };

struct ReportSpec {
    CustomerIdsShown ids = CustomerIdsShown::yes;
    std::string title = "Customer segments";
};

/// One self-contained HTML page that works offline. Needs rfm; shows what else the study has.
void write_html_report(const Study& study, const ReportSpec& spec, std::ostream& out);

/// The same numbers for programs.
void write_json_report(const Study& study, std::ostream& out);

/// A summary for the terminal, at most 100 columns wide.
void write_text_summary(const Study& study, std::ostream& out);

/// Tables `export` knows: customers, rfm, scores, models, centroids, segments, profile.
/// Errors: Error{option} unknown table; Error{content} the study does not hold it yet (says which subcommand makes it).
[[nodiscard]] std::vector<std::string> export_tables();
void write_csv_table(const Study& study, const std::string& table, std::ostream& out);

/// Customers scored with the study's model as CSV: id, recency, frequency, monetary, segment, segment_name.
/// labels [customers of `table`] are segment numbers. Needs a segmentation.
void write_labels_csv(const Study& study, const RfmTable& table, const std::vector<std::uint16_t>& labels,
                      std::ostream& out);

/// Rejected rows as CSV: file, line, column, reason, text.
void write_rejects_csv(const RejectedRows& rejects, std::ostream& out);

/// Models of a sweep as CSV; inertia in squared feature units (a plain matrix: the file's units).
void write_models_csv(const Sweep& sweep, std::ostream& out);

/// NumPy .npy version 1.0, C order, little-endian.
void write_npy(const Matrix<double>& values, std::ostream& out);
void write_npy(const Matrix<float>& values, std::ostream& out);
void write_npy(const std::vector<std::int32_t>& values, std::ostream& out);

}  // namespace rfmeans
