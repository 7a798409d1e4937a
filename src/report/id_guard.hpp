#pragma once

#include <string>
#include <string_view>

#include "rfmeans/profile.hpp"
#include "rfmeans/report.hpp"

namespace rfmeans::report {

/// Keeps customers' ids out of what a page quotes from the data. With CustomerIdsShown::yes everything passes.
class IdGuard {
public:
    IdGuard(const Study& study, CustomerIdsShown ids) : study_(study), ids_(ids) {}

    /// Whether values of this column may be quoted: not those of the customer column, nor of one that repeats text ids.
    [[nodiscard]] bool may_quote(const ColumnProfile& column) const;

    /// A line of a segment's attribute profile, without a most frequent value that is a text id.
    [[nodiscard]] std::string attribute(const std::string& text) const;

private:
    [[nodiscard]] bool is_text_id(std::string_view text) const;

    const Study& study_;
    CustomerIdsShown ids_;
};

}  // namespace rfmeans::report
