#include "cli/option_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

constexpr std::int32_t kHighestK = 65'534;  // the labels 65535 and up are "no segment"
constexpr std::array kRoles = {"customer", "date", "order", "quantity", "price", "total"};

std::optional<std::int32_t> whole_number(const std::string& text) {
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

[[noreturn]] void bad_ks(const std::string& text, const std::string& why) {
    throw Error(Failure::option,
                fmt::format("-k '{}' is no number of clusters ({}). Give a range, a number or a list: 2..10, 4 or "
                            "2,4,8",
                            text, why));
}

bool role_follows(const std::string& text, std::size_t position) {
    return std::any_of(kRoles.begin(), kRoles.end(), [&](const char* role) {
        return text.compare(position, std::string(role).size() + 1, std::string(role) + "=") == 0;
    });
}

std::vector<std::string> split_at_roles(const std::string& text) {
    std::vector<std::string> pairs;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || (text[i] == ',' && role_follows(text, i + 1))) {
            pairs.push_back(text.substr(start, i - start));
            start = i + 1;
        }
    }
    return pairs;
}

}  // namespace

std::vector<std::int32_t> parse_ks(const std::string& text) {
    std::vector<std::int32_t> ks;
    std::size_t start = 0;
    while (start <= text.size()) {
        const std::size_t comma = std::min(text.find(',', start), text.size());
        const std::string part = text.substr(start, comma - start);
        const std::size_t dots = part.find("..");
        const auto first = whole_number(part.substr(0, dots));
        const auto last = dots == std::string::npos ? first : whole_number(part.substr(dots + 2));
        if (!first || !last) {
            bad_ks(text, fmt::format("'{}' is neither a whole number nor a range", part));
        }
        if (*first < 1 || *last > kHighestK) {
            bad_ks(text, fmt::format("k runs from 1 to {}", kHighestK));
        }
        if (*last < *first) {
            bad_ks(text, fmt::format("the range '{}' runs backwards", part));
        }
        for (std::int32_t k = *first; k <= *last; ++k) {
            ks.push_back(k);
        }
        start = comma + 1;
    }
    std::sort(ks.begin(), ks.end());
    ks.erase(std::unique(ks.begin(), ks.end()), ks.end());
    return ks;
}

std::map<std::string, std::string> parse_columns(const std::vector<std::string>& texts) {
    std::map<std::string, std::string> columns;
    for (const std::string& text : texts) {
        for (const std::string& pair : split_at_roles(text)) {
            const std::size_t equals = pair.find('=');
            if (equals == std::string::npos || !role_follows(pair, 0) || equals + 1 == pair.size()) {
                throw Error(Failure::option, fmt::format("--columns '{}' names no role and column (roles are {}). "
                                                         "Write for example --columns customer=CustomerID,date=Date",
                                                         pair, fmt::join(kRoles, ", ")));
            }
            if (!columns.emplace(pair.substr(0, equals), pair.substr(equals + 1)).second) {
                throw Error(Failure::option, fmt::format("--columns gives the role '{}' twice. Name one column a role",
                                                         pair.substr(0, equals)));
            }
        }
    }
    return columns;
}

double parse_percent(const std::string& text, const std::string& option) {
    std::string digits = text;
    if (!digits.empty() && digits.back() == '%') {
        digits.pop_back();
    }
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value)) {
        throw Error(Failure::option,
                    fmt::format("{} '{}' is no percentage. Give a number, for example 1", option, text));
    }
    return value;
}

std::vector<ColumnFilter> parse_filters(const std::vector<std::string>& texts) {
    const auto trimmed = [](const std::string& text) {
        const std::size_t first = text.find_first_not_of(" \t");
        return first == std::string::npos ? std::string()
                                          : text.substr(first, text.find_last_not_of(" \t") + 1 - first);
    };
    std::vector<ColumnFilter> filters;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        const std::string column = trimmed(text.substr(0, equals));
        if (equals == std::string::npos || column.empty()) {
            throw Error(Failure::option,
                        fmt::format("--where '{}' names no column and value. Write for example --where "
                                    "Country=France",
                                    text));
        }
        filters.push_back({.column = column, .values = {trimmed(text.substr(equals + 1))}});
    }
    return filters;
}

RejectLimit parse_reject_limit(const std::string& text, const std::string& option) {
    std::int64_t rows = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rows);
    if (error == std::errc{} && end == text.data() + text.size() && rows >= 0) {
        return RejectLimit::rows(rows);
    }
    const double percent = text.ends_with('%') ? parse_percent(text, option) : -1;
    if (!(percent >= 0 && percent <= 100)) {
        throw Error(Failure::option,
                    fmt::format("{} '{}' is neither a number of rows nor 0% to 100% of them (a number without % counts "
                                "rows). Give for example 100, or 20%",
                                option, text));
    }
    return percent / 100;
}

CLI::Validator count_between(std::int64_t lowest, std::int64_t highest) {
    return CLI::Validator(
        [lowest, highest](std::string& text) -> std::string {
            std::string digits = text;
            digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
            double value = 0;
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
            if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() ||
                value != std::floor(value)) {
                return fmt::format("'{}' is no whole number (expected for example 1000 or 1e6)", text);
            }
            if (value < static_cast<double>(lowest) || value > static_cast<double>(highest)) {
                return fmt::format("'{}' is out of range (expected {} to {})", text, lowest, highest);
            }
            text = fmt::format("{}", static_cast<std::int64_t>(value));
            return {};
        },
        "");
}

CLI::Option* add_choice(CLI::App& app, const std::string& name, std::string& word,
                        const std::pair<std::vector<std::string>, std::string>& words_and_description) {
    const auto& [words, description] = words_and_description;
    const CLI::Validator among(
        [known = words](const std::string& text) -> std::string {
            if (std::find(known.begin(), known.end(), text) != known.end()) {
                return {};
            }
            return fmt::format("'{}' is none of {}", text, fmt::join(known, ", "));
        },
        "");
    return app.add_option(name, word, fmt::format("{}: {}", description, fmt::join(words, ", ")))
        ->check(among)
        ->type_name("WORD");
}

void require_given(bool given, const std::string& what, const std::string& example) {
    if (!given) {
        throw Error(Failure::option, fmt::format("{} is missing. Write for example: {}", what, example));
    }
}

}  // namespace rfmeans::cli
