// A column of dates in ISO → times, several rows at a time.
#pragma once

#include "ingest/field_column.hpp"
#include "ingest/simd_rows.hpp"

namespace rfmeans::ingest {

/// read_iso_time of each field.
void read_iso_column(const FieldColumn& fields, ValueColumn& times);

}  // namespace rfmeans::ingest
