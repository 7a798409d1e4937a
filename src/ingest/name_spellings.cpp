#include "ingest/name_spellings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "ingest/column_names.hpp"

namespace rfmeans::ingest {
namespace {

using Words = std::unordered_set<std::string>;

constexpr std::array kCurrencies = {"usd", "eur", "gbp",     "chf",  "pln",   "sek",   "try",
                                    "tl",  "rub", "dollars", "euro", "euros", "pounds"};

bool separates(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return !letter && static_cast<unsigned char>(c) < 0x80;
}

// "N° de commande" → "n", "de", "commande".
Names words_of(std::string_view name) {
    std::string spaced(name);
    std::ranges::replace_if(spaced, separates, ' ');
    Names words = split_words(spaced);
    for (std::string& word : words) {
        word = normalise_name(word);
    }
    std::erase(words, "");
    return words;
}

std::string join(const Names& words) {
    return fmt::format("{}", fmt::join(words, ""));
}

// "Prix HT", "Cena netto (zł)"
bool is_money_tail(const std::string& word) {
    static const Words taxes = {"ht", "ttc", "hors", "net", "netto", "brutto", "gross", "czk", "руб", "zl"};
    return taxes.contains(word) || std::ranges::find(kCurrencies, word) != kCurrencies.end();
}

}  // namespace

std::string drop_currency(const std::string& name) {
    for (const std::string_view currency : kCurrencies) {
        if (name.ends_with(currency) && name.size() > currency.size()) {
            return name.substr(0, name.size() - currency.size());
        }
    }
    return name;
}

Names other_spellings(std::string_view name, NamedThing thing) {
    static const Words particles = {"de", "do", "da",  "di", "del", "della", "des",
                                    "du", "of", "the", "la", "le",  "van",   "der"};
    static const Names numbers = {"numero", "nr", "no", "num", "n", "numer", "nummer", "number", "номер"};
    Names words = words_of(name);
    std::erase_if(words, [](const std::string& word) { return particles.contains(word); });
    while (thing == NamedThing::money && words.size() > 1 && is_money_tail(words.back())) {
        words.pop_back();
    }
    Names spellings = {join(words)};
    const auto number = std::find_first_of(words.begin(), words.end(), numbers.begin(), numbers.end());
    if (number != words.end() && words.size() > 1) {
        for (const std::string& other : numbers) {
            *number = other;
            spellings.push_back(join(words));
        }
    }
    return spellings;
}

}  // namespace rfmeans::ingest
