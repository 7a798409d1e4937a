#include "segment/attributes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace rfmeans::segment {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;

struct Total {
    double sum = 0;
    std::int64_t known = 0;

    [[nodiscard]] double mean() const { return sum / static_cast<double>(known); }
};

std::vector<std::string> compare_means(const std::vector<double>& values, const Groups& groups) {
    std::vector<Total> totals(groups.size());
    Total all;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const std::size_t row : groups[g]) {
            if (!std::isnan(values[row])) {
                totals[g].sum += values[row];
                ++totals[g].known;
            }
        }
        all.sum += totals[g].sum;
        all.known += totals[g].known;
    }
    std::vector<std::string> lines;
    for (const Total& total : totals) {
        lines.push_back(total.known == 0 ? "no values"
                                         : fmt::format("mean {:.4g} (all customers {:.4g})", total.mean(), all.mean()));
    }
    return lines;
}

double share_of(const std::vector<std::int64_t>& counts, std::size_t code) {
    const auto known = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    return 100.0 * static_cast<double>(counts[code]) / static_cast<double>(known);
}

std::vector<std::string> compare_modes(const TextValues& text, const Groups& groups) {
    const auto count = [&](const std::vector<std::size_t>& rows, std::vector<std::int64_t>& counts) {
        for (const std::size_t row : rows) {
            if (text.codes[row] >= 0) {
                ++counts[static_cast<std::size_t>(text.codes[row])];
            }
        }
    };
    std::vector<std::int64_t> all(text.dictionary.size());
    for (const auto& rows : groups) {
        count(rows, all);
    }
    std::vector<std::string> lines;
    for (const auto& rows : groups) {
        std::vector<std::int64_t> counts(text.dictionary.size());
        count(rows, counts);
        const auto most = std::max_element(counts.begin(), counts.end());  // the first of equals: the smallest value
        if (most == counts.end() || *most == 0) {
            lines.emplace_back("no values");
            continue;
        }
        const auto code = static_cast<std::size_t>(most - counts.begin());
        lines.push_back(fmt::format("{}, {:.1f} % (all customers {:.1f} %)", text.dictionary[code],
                                    share_of(counts, code), share_of(all, code)));
    }
    return lines;
}

}  // namespace

std::vector<std::vector<NamedText>> profile_attributes(const std::vector<Column>& attributes, const Groups& groups) {
    std::vector<std::vector<NamedText>> profiles(groups.size());
    for (const Column& column : attributes) {
        const auto* numbers = std::get_if<std::vector<double>>(&column.values);
        const auto lines = numbers != nullptr ? compare_means(*numbers, groups)
                                              : compare_modes(std::get<TextValues>(column.values), groups);
        for (std::size_t g = 0; g < groups.size(); ++g) {
            profiles[g].push_back({column.name, lines[g]});
        }
    }
    return profiles;
}

}  // namespace rfmeans::segment
