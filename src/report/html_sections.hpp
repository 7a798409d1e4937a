// The sections of the page; each writes nothing where the study lacks what it shows.
#pragma once

#include "report/html.hpp"
#include "report/id_guard.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::report {

void write_key_figures(const Study& study, Html& page);
void write_segment_section(const Study& study, CustomerIdsShown ids, Html& page);
void write_model_section(const Study& study, Html& page);
void write_quality_section(const Study& study, CustomerIdsShown ids, Html& page);
/// A card for each column, and their figures as a table folded away.
void write_columns(const Profile& profile, const IdGuard& guard, Html& page);
void write_rfm_section(const Study& study, Html& page);
void write_rule_section(const Study& study, Html& page);
void write_top_customers(const Study& study, Html& page);
void write_definitions(const Study& study, Html& page);
void write_provenance(const Study& study, Html& page);

}  // namespace rfmeans::report
