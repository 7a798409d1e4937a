#include "report/html.hpp"

#include "report/plain_text.hpp"

namespace rfmeans::report {

std::string escape(std::string_view text) {
    std::string safe;
    for (const char c : printable(text)) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

Html& Html::raw(std::string_view markup) {
    out_ += markup;
    return *this;
}

Html& Html::text(std::string_view text) {
    return raw(escape(text));
}

Html& Html::element(std::string_view tag, std::string_view content) {
    return raw("<").raw(tag).raw(">").text(content).raw("</").raw(tag).raw(">\n");
}

Html& Html::table(const HtmlTable& table) {
    const auto left = [&](std::size_t column) { return column < table.align.size() && table.align[column] == 'l'; };
    raw("<div class=\"scroll\"><table>\n<thead><tr>");
    for (std::size_t c = 0; c < table.head.size(); ++c) {
        raw(left(c) ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">").text(table.head[c]).raw("</th>");
    }
    raw("</tr></thead>\n<tbody>\n");
    for (const auto& row : table.rows) {
        raw("<tr>");
        for (std::size_t c = 0; c < row.size(); ++c) {
            raw(left(c) ? "<td>" : "<td class=\"n\">").text(row[c]).raw("</td>");
        }
        raw("</tr>\n");
    }
    return raw("</tbody></table></div>\n");
}

Html& Html::figure(std::string_view caption, std::string_view picture, const HtmlTable& numbers) {
    raw("<figure>\n<figcaption>").text(caption).raw("</figcaption>\n").raw(picture);
    return folded("Show the numbers", numbers).raw("</figure>\n");
}

Html& Html::folded(std::string_view summary, const HtmlTable& numbers) {
    raw("<details><summary>").text(summary).raw("</summary>\n");
    return table(numbers).raw("</details>\n");
}

}  // namespace rfmeans::report
