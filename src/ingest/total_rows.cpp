#include "ingest/total_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "ingest/amount.hpp"
#include "ingest/column_names.hpp"
#include "ingest/role_names.hpp"

namespace rfmeans::ingest {
namespace {

// English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish, Russian, Swedish, Danish, Czech.
const char* const kTotalWords =
    "total totals grandtotal sum subtotal overalltotal grandtotals sumtotal "
    "summe gesamt gesamtsumme gesamtergebnis insgesamt zwischensumme endsumme "
    "totalgeneral soustotal somme sumatotal suma totales totalgeral soma totale totalegenerale totalecomplessivo somma "
    "totaal eindtotaal subtotaal som razem sumakoncowa sumacalkowita ogolem toplam geneltoplam aratoplam "
    "итого всего общийитог итог summa totalsumma ialt sum celkem soucet";

bool is_empty(const Record& record, const std::optional<RoleField>& field) {
    return !field || field->place >= record.fields.size() || trim(record.fields[field->place]).empty();
}

bool has_amount(const Record& record, const RowLayout& layout) {
    return std::any_of(record.fields.begin(), record.fields.end(), parse_either_mark) &&
           !(is_empty(record, layout.total) && is_empty(record, layout.price) && is_empty(record, layout.quantity));
}

}  // namespace

bool is_total_word(std::string_view text) {
    static const std::unordered_set<std::string> words = [] {
        const Names names = split_words(kTotalWords);
        return std::unordered_set<std::string>(names.begin(), names.end());
    }();
    constexpr std::size_t kLongest = 64;
    return !text.empty() && text.size() <= kLongest && words.contains(normalise_name(text));
}

std::optional<RowProblem> find_total_row(const Record& record, const RowLayout& layout) {
    const auto word = std::find_if(record.fields.begin(), record.fields.end(), is_total_word);
    const bool cut_short = record.fields.size() < layout.header.size();  // its fields are not where the header's are
    const bool undated = cut_short || is_empty(record, layout.date) ||
                         (word != record.fields.end() && layout.date &&
                          layout.date->place == static_cast<std::size_t>(word - record.fields.begin()));
    if (!undated) {
        return std::nullopt;
    }
    if (word != record.fields.end()) {
        return RowProblem{"", fmt::format("'{}' without a date: a row of sums, not a sale", shorten(trim(*word)))};
    }
    if (!cut_short && layout.customer && layout.date && is_empty(record, layout.customer) &&
        is_empty(record, layout.order) && has_amount(record, layout)) {
        return RowProblem{"", "an amount without customer and date: a row of sums, not a sale"};
    }
    return std::nullopt;
}

}  // namespace rfmeans::ingest
