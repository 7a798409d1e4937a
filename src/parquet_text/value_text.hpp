// Single values as text, exactly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rfmeans::parquet_text {

/// A field of a CSV file (RFC 4180), in quotes only where it needs them.
void append_field(std::string_view value, std::string& out);

/// A count of 10^-scale units, in decimal digits with "-" before negative ones: ("-5", 2) → "-0.05".
void append_decimal(std::string_view units, int scale, std::string& out);

/// The shortest text that reads back as the same number.
void append_number(float value, std::string& out);
void append_number(double value, std::string& out);

/// "2011-12-09"; what lies beyond any calendar: "5000000000 days since 1970".
void append_day(std::int64_t day, std::string& out);

/// "2011-12-09 12:50:00", with ".250" behind it where the fraction is not zero. `digits`: of the fraction in `count`,
/// whose unit is 10^-digits seconds since 1970.
void append_time(std::int64_t count, int digits, std::string& out);

/// "12:50:00" with its fraction, from 10^-digits seconds since midnight.
void append_time_of_day(std::int64_t count, int digits, std::string& out);

void append_hex(std::string_view bytes, std::string& out);

/// 16 bytes as RFC 9562 writes them, else as hex.
void append_uuid(std::string_view bytes, std::string& out);

}  // namespace rfmeans::parquet_text
