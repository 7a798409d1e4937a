#include "rfmeans/reject_limit.hpp"

#include <fmt/format.h>

namespace rfmeans {

bool RejectLimit::allows(std::int64_t rejected, std::int64_t all) const {
    // As 0.29 · 100 is a little less than 29.
    constexpr double kRounding = 1 + 1e-12;
    return rows_ ? rejected <= *rows_ : static_cast<double>(rejected) <= share_ * static_cast<double>(all) * kRounding;
}

bool RejectLimit::valid() const {
    return rows_ ? *rows_ >= 0 : share_ >= 0 && share_ <= 1;
}

std::string RejectLimit::text() const {
    return rows_ ? fmt::format("{}", *rows_) : fmt::format("{:.12g}%", 100 * share_);
}

std::string RejectLimit::words() const {
    return rows_ ? fmt::format("{} {}", *rows_, *rows_ == 1 ? "row" : "rows") : text() + " of the rows";
}

}  // namespace rfmeans
