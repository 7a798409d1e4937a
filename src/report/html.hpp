// Building blocks of the page. Every text goes through escape(): names, ids and columns are hostile.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfmeans::report {

/// Safe as element content and inside quoted attributes; made printable first.
[[nodiscard]] std::string escape(std::string_view text);

/// A table of plain texts (escaped when written).
struct HtmlTable {
    std::vector<std::string> head;
    std::string align;  ///< one letter a column: 'l' text, 'r' number; columns beyond are numbers
    std::vector<std::vector<std::string>> rows;
};

class Html {
public:
    Html& raw(std::string_view markup);
    Html& text(std::string_view text);
    /// <tag>content</tag>
    Html& element(std::string_view tag, std::string_view content);
    Html& table(const HtmlTable& table);
    /// A picture with its caption, and its numbers folded away beneath it.
    Html& figure(std::string_view caption, std::string_view picture, const HtmlTable& numbers);
    /// A table folded away behind a line of text.
    Html& folded(std::string_view summary, const HtmlTable& numbers);

    [[nodiscard]] const std::string& str() const { return out_; }

private:
    std::string out_;
};

/// The style sheet of the page.
[[nodiscard]] std::string_view page_style();

}  // namespace rfmeans::report
