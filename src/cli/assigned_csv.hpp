#pragma once

#include <cstdint>
#include <iosfwd>
#include <vector>

#include "rfmeans/rfm_table.hpp"
#include "rfmeans/segments.hpp"

namespace rfmeans::cli {

/// id, recency, frequency, monetary, segment, segment_name; a customer a line. labels [customers], or kNoSegment.
void write_assigned_csv(const RfmTable& table, const Segmentation& segmentation,
                        const std::vector<std::uint16_t>& labels, std::ostream& out);

}  // namespace rfmeans::cli
