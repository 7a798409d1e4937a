// Columns of numbers of plain spelling → values, several rows at a time.
#pragma once

#include "ingest/decimal.hpp"
#include "ingest/field_column.hpp"
#include "ingest/simd_rows.hpp"

namespace rfmeans::ingest {

/// Rows that are beside the rule of the function that fills in the column are `odd`; they have no value.
struct NumberColumn {
    ValueColumn values;   ///< mantissas
    ValueColumn scales;   ///< digits behind the mark
    RowBits odd, marked;  ///< `marked`: there is a mark; 0 where odd
};

/// Reads what read_plain_number reads, with its values, where the field has no sign and, if there is a mark, digits on
/// both sides of it and not three behind: such a mark is surely decimal.
void read_number_column(const FieldColumn& fields, DecimalMark mark, NumberColumn& numbers);

/// Reads what read_plain_id reads, with its values, of up to eight digits. No scales, no marks.
void read_id_column(const FieldColumn& fields, NumberColumn& ids);

}  // namespace rfmeans::ingest
