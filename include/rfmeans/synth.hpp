// Made data of any size: a shop with known true segments, and points for benchmarks.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "rfmeans/dates.hpp"
#include "rfmeans/matrix.hpp"

namespace rfmeans {

struct SynthSpec {
    std::int64_t customers = 0;  ///< at most 2^32 − 1
    std::uint64_t seed = 0;
    Day first_day = 14'579;  ///< 2009-12-01
    Day last_day = 15'309;   ///< 2011-12-01; no row is later
};

/// Writes a shop as CSV, 5 to 6 rows a customer:
/// customer_id,order_id,order_date,product,quantity,unit_price,country,age. Eight groups of customers; about half buy
/// once. A few returns (order "C…", negative quantity), rows without a customer and free rows, as real shops have. To
/// `truth`, where given: customer_id,segment. The same on every machine: only IEEE additions, multiplications and
/// divisions are used. n customers are the first n of any larger shop of that seed and those days. Errors:
/// Error{option} customers or days out of range. A stream that fails ends the writing; the caller looks at it.
void write_made_shop(const SynthSpec& spec, std::ostream& transactions, std::ostream* truth);

/// The names of the true segments, in the order of the groups.
[[nodiscard]] std::vector<std::string> made_segments();

/// [points, dims], 1 <= dims <= 64: log1p of recency, frequency and monetary of the same eight groups, not scaled.
/// 1: recency; 2: recency and monetary; from 4: linear mixes of the three, a group effect and noise of deviation 0.6.
[[nodiscard]] Matrix<double> make_rfm_points(std::int64_t points, int dims, std::uint64_t seed);

}  // namespace rfmeans
