#include "rfm/attributes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rfmeans::rfm {
namespace {

double mean_of(std::vector<double>& values) {
    if (values.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    if (!std::isfinite(sum)) {
        sum = 0;
        for (const double value : values) {
            sum += value / n;
        }
        return std::clamp(sum, values.front(), values.back());
    }
    // Rounding could carry the mean of equal values past them.
    return std::clamp(sum / n, values.front(), values.back());
}

std::int32_t mode_of(std::vector<std::int32_t>& codes) {
    std::sort(codes.begin(), codes.end());
    std::int32_t mode = -1;
    std::size_t most = 0;
    for (std::size_t first = 0; first < codes.size();) {
        std::size_t past = first + 1;
        while (past < codes.size() && codes[past] == codes[first]) {
            ++past;
        }
        if (past - first > most) {
            most = past - first;
            mode = codes[first];
        }
        first = past;
    }
    return mode;
}

std::vector<double> summarise(const std::vector<double>& column, const RowGroups& groups) {
    std::vector<double> means(groups.customers());
    std::vector<double> values;
    for (std::size_t customer = 0; customer < means.size(); ++customer) {
        values.clear();
        for (const std::int64_t row : groups.of(customer)) {
            if (const double value = column[static_cast<std::size_t>(row)]; !std::isnan(value)) {
                values.push_back(value);
            }
        }
        means[customer] = mean_of(values);
    }
    return means;
}

void drop_unused_words(TextValues& text) {
    std::vector<std::int32_t> place(text.dictionary.size(), -1);
    for (const std::int32_t code : text.codes) {
        if (code >= 0) {
            place[static_cast<std::size_t>(code)] = 0;
        }
    }
    std::vector<std::string> words;
    for (std::size_t code = 0; code < place.size(); ++code) {
        if (place[code] == 0) {
            place[code] = static_cast<std::int32_t>(words.size());
            words.push_back(std::move(text.dictionary[code]));
        }
    }
    for (std::int32_t& code : text.codes) {
        code = code < 0 ? -1 : place[static_cast<std::size_t>(code)];
    }
    text.dictionary = std::move(words);
}

TextValues summarise(const TextValues& column, const RowGroups& groups) {
    TextValues modes{.dictionary = column.dictionary, .codes = std::vector<std::int32_t>(groups.customers())};
    std::vector<std::int32_t> codes;
    for (std::size_t customer = 0; customer < groups.customers(); ++customer) {
        codes.clear();
        for (const std::int64_t row : groups.of(customer)) {
            if (const std::int32_t code = column.codes[static_cast<std::size_t>(row)]; code >= 0) {
                codes.push_back(code);
            }
        }
        modes.codes[customer] = mode_of(codes);
    }
    drop_unused_words(modes);
    return modes;
}

}  // namespace

Column summarise_attribute(const Column& column, const RowGroups& groups) {
    Column summary{.name = column.name, .values = {}};
    std::visit([&](const auto& values) { summary.values = summarise(values, groups); }, column.values);
    return summary;
}

}  // namespace rfmeans::rfm
