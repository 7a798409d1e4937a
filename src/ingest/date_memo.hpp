// Dates that were read before: neighbouring rows, and those of one day, often have the same text.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/date_tally.hpp"

namespace rfmeans::ingest {

struct KnownDate {
    std::int64_t time = 0;
    DateFits fits;
    DateFormat format = DateFormat::ymd;  ///< it was read in
    std::uint8_t size = 0;                ///< of the text; 0: nothing is known
    std::array<char, 39> text{};
};

class DateMemo {
public:
    /// Null where the text is no date of the format. Valid until the next call.
    [[nodiscard]] const KnownDate* find(std::string_view text, DateFormat format);

private:
    std::vector<KnownDate> known_ = std::vector<KnownDate>(kPlaces);

    static constexpr std::size_t kPlaces = 1024;
};

}  // namespace rfmeans::ingest
