// Dates that were read before: there are far fewer days in a file than rows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ingest/date_tally.hpp"

namespace rfmeans::ingest {

struct KnownDate {
    std::int64_t time = 0;
    DateFits fits;
};

class DateMemo {
public:
    /// As parse_time and find_fits; nullopt where the text is no date of the format.
    [[nodiscard]] std::optional<KnownDate> find(std::string_view text, DateFormat format);

private:
    struct Entry {
        KnownDate date;
        DateFormat format = DateFormat::ymd;  ///< it was read in
        std::uint8_t size = 0;                ///< of the text; 0: nothing is known
        std::array<char, 30> text{};
    };
    static constexpr std::size_t kPlaces = 1024;

    [[nodiscard]] const Entry* find_whole(std::string_view text, DateFormat format);

    std::vector<Entry> known_ = std::vector<Entry>(kPlaces);
};

}  // namespace rfmeans::ingest
