#include "cli/profile_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cli/console.hpp"

namespace rfmeans::cli {
namespace {

constexpr std::size_t kLongestValue = 24;

std::string shortened(const std::string& text) {
    if (text.size() <= kLongestValue) {
        return text;
    }
    std::size_t end = kLongestValue - 1;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    return text.substr(0, end) + "…";
}

std::string files_text(const Profile& profile) {
    std::vector<std::vector<std::string>> rows = {{"file", "size", "rows", "blank", "rejected", "dialect"}};
    for (const InputFile& file : profile.files) {
        rows.push_back({file.path, bytes_text(static_cast<double>(file.bytes)), with_commas(file.rows),
                        with_commas(file.blank_rows), with_commas(file.rejected_rows), file.dialect});
    }
    return table_text(rows);
}

std::string columns_text(const Profile& profile) {
    std::vector<std::vector<std::string>> rows = {
        {"column", "role", "type", "missing", "distinct", "lowest", "median", "highest", "mean", "most frequent"}};
    for (const ColumnProfile& column : profile.columns) {
        const std::string top = column.top.empty() ? std::string()
                                                   : fmt::format("{} ({})", shortened(column.top[0].first),
                                                                 with_commas(column.top[0].second));
        rows.push_back({column.name, role_name(column.role), column.type, with_commas(column.missing),
                        with_commas(column.distinct), shortened(column.min),
                        std::isnan(column.median) ? "" : number_text(column.median), shortened(column.max),
                        std::isnan(column.mean) ? "" : number_text(column.mean), top});
    }
    return table_text(rows);
}

std::string findings_text(const Profile& profile) {
    std::vector<std::vector<std::string>> rows = {{"worth a look", "rows", "amount"}};
    for (const Finding& finding : profile.findings) {
        rows.push_back({finding.what, with_commas(finding.rows), finding.amount});
    }
    return rows.size() == 1 ? std::string("Nothing suspicious was found.\n") : table_text(rows);
}

std::string months_text(const Profile& profile) {
    std::vector<std::vector<std::string>> rows = {{"month", profile.total_amount.empty() ? "rows" : "amount"}};
    for (const auto& [month, amount] : profile.monthly_amount) {
        rows.push_back({month, amount});
    }
    return rows.size() == 1 ? std::string() : table_text(rows);
}

}  // namespace

std::string profile_text(const Profile& profile) {
    std::string head = fmt::format("{} rows", with_commas(profile.rows));
    if (!profile.first_time.empty()) {
        head += fmt::format(" from {} to {}", profile.first_time, profile.last_time);
    }
    if (!profile.total_amount.empty()) {
        head += fmt::format(", total amount {}", profile.total_amount);
    }
    return fmt::format("{}\n{}\n\n{}\n{}\n{}", files_text(profile), head, columns_text(profile), findings_text(profile),
                       months_text(profile));
}

}  // namespace rfmeans::cli
