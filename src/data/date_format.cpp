#include "rfmeans/date_format.hpp"

namespace rfmeans {

const char* date_format_word(DateFormat format) {
    switch (format) {
        case DateFormat::ymd:
            return "ymd";
        case DateFormat::named:
            return "named";
        case DateFormat::dmy:
            return "dmy";
        case DateFormat::mdy:
            return "mdy";
        case DateFormat::yymd:
            return "yymd";
        case DateFormat::epoch:
            return "epoch";
        case DateFormat::epoch_ms:
            return "epoch-ms";
    }
    return "";
}

std::optional<DateFormat> find_date_format(std::string_view word) {
    for (const DateFormat format : kAllDateFormats) {
        if (word == date_format_word(format)) {
            return format;
        }
    }
    return std::nullopt;
}

}  // namespace rfmeans
