#include <algorithm>
#include <cmath>

#include "ingest/amount.hpp"
#include "ingest/content_roles.hpp"
#include "ingest/content_sample.hpp"

namespace rfmeans::ingest {
namespace {

using Columns = std::vector<std::size_t>;
using Values = std::vector<std::string>;

double median_of(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

// For comparing only.
double number_of(const std::string& text) {
    const auto number = parse_either_mark(text);
    return number ? static_cast<double>(number->mantissa) / std::pow(10.0, number->scale) : 0;
}

enum class AmountKind { total, price, undecided };

// A total grows with the quantity, a price does not.
AmountKind weigh_amount(const Values& quantity, const Values& amount) {
    constexpr double kGrows = 1.5, kStays = 1.1;
    std::vector<double> ones, more;
    for (std::size_t row = 0; row < quantity.size(); ++row) {
        if (!quantity[row].empty() && !amount[row].empty()) {
            (number_of(quantity[row]) <= 1 ? ones : more).push_back(number_of(amount[row]));
        }
    }
    if (ones.empty() || more.empty()) {
        return more.empty() ? AmountKind::total : AmountKind::undecided;
    }
    const double few = median_of(ones), many = median_of(more);
    return many >= kGrows * few ? AmountKind::total : many <= kStays * few ? AmountKind::price : AmountKind::undecided;
}

bool is_product(const Values& quantity, const Values& price, const Values& total) {
    constexpr double kMostly = 0.9, kCent = 0.011;
    std::size_t rows = 0, agreeing = 0;
    for (std::size_t row = 0; row < total.size(); ++row) {
        if (!quantity[row].empty() && !price[row].empty() && !total[row].empty()) {
            ++rows;
            const double product = number_of(quantity[row]) * number_of(price[row]);
            agreeing += std::abs(product - number_of(total[row])) < kCent ? 1 : 0;
        }
    }
    return rows > 0 && static_cast<double>(agreeing) >= kMostly * static_cast<double>(rows);
}

std::vector<ContentFinding> tell_amounts_apart(std::size_t quantity, const Columns& amounts,
                                               const ContentSample& sample) {
    const ContentFinding count{Role::quantity, {quantity}, "content: small whole numbers"};
    if (amounts.size() == 1) {
        const AmountKind kind = weigh_amount(sample[quantity], sample[amounts[0]]);
        if (kind == AmountKind::total) {
            return {count, {Role::total, amounts, "content: numbers that grow with the quantity"}};
        }
        if (kind == AmountKind::price) {
            return {count, {Role::price, amounts, "content: numbers that do not grow with the quantity"}};
        }
    }
    for (std::size_t i = 0; amounts.size() == 2 && i < 2; ++i) {
        const std::size_t price = amounts[i], total = amounts[1 - i];
        if (is_product(sample[quantity], sample[price], sample[total])) {
            return {count,
                    {Role::price, {price}, "content: times the quantity it is the total"},
                    {Role::total, {total}, "content: quantity times price"}};
        }
    }
    Columns all = amounts;
    all.push_back(quantity);
    std::sort(all.begin(), all.end());
    return {{Role::total, all, ""}};
}

}  // namespace

std::vector<ContentFinding> find_amounts_by_content(const RoleDraft& draft) {
    const ContentSample sample = sample_content(draft.heads());
    Columns counts, wholes, fractions;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (draft.is_free(i) && draft.columns()[i].holds_numbers()) {
            const bool whole = are_whole(sample[i]);
            (!whole ? fractions : are_small_counts(sample[i]) ? counts : wholes).push_back(i);
        }
    }
    const Columns& amounts = fractions.empty() ? wholes : fractions;
    if (amounts.empty() && counts.size() <= 1) {
        return counts.empty() ? std::vector<ContentFinding>{}
                              : std::vector<ContentFinding>{{Role::total, counts, "content: the only numbers left"}};
    }
    if (counts.size() == 1) {
        return tell_amounts_apart(counts.front(), amounts, sample);
    }
    if (counts.empty() && amounts.size() == 1) {
        return {{Role::total, amounts, fractions.empty() ? "content: the only numbers left" : "content: decimals"}};
    }
    Columns all = amounts;
    all.insert(all.end(), counts.begin(), counts.end());
    return {{Role::total, all, ""}};
}

}  // namespace rfmeans::ingest
