#include "rfm/attributes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rfmeans::rfm {
namespace {

template <class Value>
void sort_by_value(std::span<Weighted<Value>> values) {
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
}

std::vector<double> summarise(const std::vector<double>& column, const RowGroups& groups) {
    std::vector<double> means(groups.customers());
    std::vector<Weighted<double>> values;
    for (std::size_t customer = 0; customer < means.size(); ++customer) {
        values.clear();
        for (const std::int64_t place : groups.of(customer)) {
            const auto row = static_cast<std::size_t>(place);
            if (!std::isnan(column[row])) {
                values.push_back({column[row], 1});
            }
        }
        means[customer] = mean_of(values);
    }
    return means;
}

TextValues summarise(const TextValues& column, const RowGroups& groups) {
    TextValues modes{.dictionary = column.dictionary, .codes = std::vector<std::int32_t>(groups.customers())};
    std::vector<Weighted<std::int32_t>> codes;
    for (std::size_t customer = 0; customer < groups.customers(); ++customer) {
        codes.clear();
        for (const std::int64_t place : groups.of(customer)) {
            const auto row = static_cast<std::size_t>(place);
            if (column.codes[row] >= 0) {
                codes.push_back({column.codes[row], 1});
            }
        }
        modes.codes[customer] = mode_of(codes);
    }
    drop_unused_words(modes);
    return modes;
}

}  // namespace

double mean_of(std::span<Weighted<double>> values) {
    if (values.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    sort_by_value(values);
    std::int64_t rows = 0;
    for (const auto& value : values) {
        rows += value.rows;
    }
    const auto n = static_cast<double>(rows);
    const auto sum_of = [&](double divisor) {
        double sum = 0;
        for (const auto& value : values) {
            const double term = value.value / divisor;
            for (std::int64_t row = 0; row < value.rows; ++row) {
                sum += term;
            }
        }
        return sum;
    };
    const double sum = sum_of(1);
    // Rounding could carry the mean of equal values past them.
    return std::clamp(std::isfinite(sum) ? sum / n : sum_of(n), values.front().value, values.back().value);
}

std::int32_t mode_of(std::span<Weighted<std::int32_t>> codes) {
    sort_by_value(codes);
    std::int32_t mode = -1;
    std::int64_t most = 0;
    for (std::size_t at = 0; at < codes.size();) {
        const std::int32_t code = codes[at].value;
        std::int64_t rows = 0;
        for (; at < codes.size() && codes[at].value == code; ++at) {
            rows += codes[at].rows;
        }
        if (rows > most) {
            most = rows;
            mode = code;
        }
    }
    return mode;
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

Column summarise_attribute(const Column& column, const RowGroups& groups) {
    Column summary{.name = column.name, .values = {}};
    std::visit([&](const auto& values) { summary.values = summarise(values, groups); }, column.values);
    return summary;
}

}  // namespace rfmeans::rfm
