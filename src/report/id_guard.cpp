#include "report/id_guard.hpp"

#include <algorithm>

namespace rfmeans::report {

bool IdGuard::is_text_id(std::string_view text) const {
    // Numeric ids are not looked up: any small count would be taken for one.
    if (!study_.rfm || study_.rfm->ids.numeric()) {
        return false;
    }
    const auto& ids = std::get<std::vector<std::string>>(study_.rfm->ids.values);
    return std::binary_search(ids.begin(), ids.end(), text, std::less<>{});
}

bool IdGuard::may_quote(const ColumnProfile& column) const {
    if (ids_ == CustomerIdsShown::yes) {
        return true;
    }
    return column.role != Role::customer && !is_text_id(column.min) && !is_text_id(column.max) &&
           std::none_of(column.top.begin(), column.top.end(),
                        [&](const auto& value) { return is_text_id(value.first); });
}

std::string IdGuard::attribute(const std::string& text) const {
    // "VALUE, 12.3 % (all customers 4.5 %)", as the segment stage writes it; VALUE may hold commas itself.
    const std::size_t end = text.rfind(", ");
    const bool hide = ids_ == CustomerIdsShown::hidden && end != std::string::npos && is_text_id(text.substr(0, end));
    return hide ? "(hidden)" + text.substr(end) : text;
}

}  // namespace rfmeans::report
