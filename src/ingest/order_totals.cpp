// Totals of whole orders beside prices of rows.
#include <fmt/format.h>

#include <span>
#include <unordered_map>

#include "ingest/content_sample.hpp"
#include "ingest/role_draft.hpp"

namespace rfmeans::ingest {
namespace {

/// The lines of an order.
struct OrderLines {
    std::size_t lines = 0, totals = 0;
    std::string_view total, price, quantity;  // of the first line
    bool same_total = true, same_goods = true;
};

// Whether most orders of several lines give one total: in one line only, or the same in lines of different goods.
bool are_of_orders(const ContentSample& sample, std::size_t order, std::size_t total, std::size_t price,
                   std::size_t quantity) {
    std::unordered_map<std::string_view, OrderLines> orders;
    for (std::size_t row = 0; row < sample[order].size(); ++row) {
        if (sample[order][row].empty() || sample[price][row].empty()) {
            continue;
        }
        OrderLines& lines = orders[sample[order][row]];
        if (lines.lines == 0) {
            lines.price = sample[price][row];
            lines.quantity = sample[quantity][row];
        }
        ++lines.lines;
        lines.same_goods =
            lines.same_goods && lines.price == sample[price][row] && lines.quantity == sample[quantity][row];
        if (!sample[total][row].empty()) {
            lines.total = lines.totals == 0 ? std::string_view(sample[total][row]) : lines.total;
            ++lines.totals;
            lines.same_total = lines.same_total && lines.total == sample[total][row];
        }
    }
    std::size_t several = 0, with_one = 0;
    for (const auto& [id, lines] : orders) {
        if (lines.lines > 1 && lines.totals > 0) {
            ++several;
            with_one += lines.totals == 1 || (lines.same_total && !lines.same_goods) ? 1 : 0;
        }
    }
    return 2 * with_one > several;
}

}  // namespace

void prefer_lines_to_totals(RoleDraft& draft) {
    const auto total = draft.map().find(Role::total), price = draft.map().find(Role::price);
    if (!total || !price || !draft.has(Role::quantity) || draft.map().columns[*total].reason != "name and content") {
        return;
    }
    const std::string& of_rows = draft.map().columns[*price].column;
    if (const auto order = draft.map().find(Role::order)) {
        const ContentSample sample = sample_content(std::span(draft.heads()).first(1));
        if (are_of_orders(sample, *order, *total, *price, *draft.map().find(Role::quantity))) {
            draft.assign(
                *total, Role::ignored,
                fmt::format("would be the total, but is that of the whole order; '{}' is of the row", of_rows));
            return;
        }
    }
    constexpr double kMostRows = 0.8;
    const auto lines = static_cast<double>(draft.columns()[*price].present);
    if (static_cast<double>(draft.columns()[*total].present) < kMostRows * lines) {
        draft.assign(*total, Role::ignored,
                     fmt::format("would be the total, but is not in every row; '{}' is", of_rows));
    }
}

}  // namespace rfmeans::ingest
