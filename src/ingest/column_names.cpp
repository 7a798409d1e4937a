#include "ingest/column_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "ingest/role_names.hpp"

namespace rfmeans::ingest {
namespace {

const char* const kProductsElsewhere =
    "artikelnummer artikelnr artikel artikelname artikelbezeichnung bezeichnung beschreibung produkt produktname "
    "produktnummer produktid produit nomproduit codeproduit refproduit designation producto codigoproducto "
    "descripcion prodotto descrizione codiceprodotto produto descricao codigoproduto omschrijving productnaam produkty "
    "nazwaproduktu opis urun urunadi urunkodu товар наименование артикул matnr arktx lineitemname lineitemsku";

const std::unordered_set<std::string>& product_names() {
    static const std::unordered_set<std::string> names = [] {
        std::unordered_set<std::string> set = {"stockcode", "description", "sku", "ean", "upc", "barcode", "isbn"};
        for (const std::string& name :
             combine({"product", "item", "article", "stock", "material", "sku"},
                     {"", "id", "code", "no", "number", "name", "description", "desc", "title", "sku", "key"})) {
            set.insert(name);
        }
        for (const std::string& name : split_words(kProductsElsewhere)) {
            set.insert(name);
        }
        return set;
    }();
    return names;
}

const std::unordered_set<std::string>& row_number_names() {
    static const std::unordered_set<std::string> names = {
        "rowid",      "rownumber", "rowno",  "row",      "index",       "unnamed0", "orderlinenumber",
        "linenumber", "lineno",    "lineid", "recordid", "orderitemid", "recordno"};
    return names;
}

// "amount_usd", "Price (EUR)" → without the currency.
std::string drop_currency(const std::string& name) {
    for (const char* currency :
         {"usd", "eur", "gbp", "chf", "pln", "sek", "try", "tl", "rub", "dollars", "euro", "euros", "pounds"}) {
        if (name.ends_with(currency) && name.size() > std::string_view(currency).size()) {
            return name.substr(0, name.size() - std::string_view(currency).size());
        }
    }
    return name;
}

// The words of a name, as normalise_name makes them: "N° de commande" → "n", "de", "commande".
Names words_of(std::string_view name) {
    Names words;
    std::string word;
    const auto end_word = [&] {
        if (std::string normal = normalise_name(word); !normal.empty()) {
            words.push_back(std::move(normal));
        }
        word.clear();
    };
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || static_cast<unsigned char>(c) >= 0x80) {
            word += c;
        } else {
            end_word();
        }
    }
    end_word();
    return words;
}

// Other spellings of a name of several words: without "de", "of" and the like, its word for "number" as others write
// it, of money without a tax or currency behind it.
Names loose_spellings(std::string_view name, bool money) {
    static const std::unordered_set<std::string> particles = {"de", "do", "da",  "di", "del", "della", "des",
                                                              "du", "of", "the", "la", "le",  "van",   "der"};
    static const Names numbers = {"numero", "nr", "no", "num", "n", "numer", "nummer", "number", "номер"};
    static const std::unordered_set<std::string> tails = {"ht",  "ttc", "hors", "net", "netto", "brutto", "gross",
                                                          "eur", "usd", "gbp",  "chf", "pln",   "czk",    "sek",
                                                          "try", "tl",  "rub",  "руб", "zl"};
    Names words = words_of(name);
    std::erase_if(words, [](const std::string& word) { return particles.contains(word); });
    while (money && words.size() > 1 && tails.contains(words.back())) {
        words.pop_back();
    }
    Names spellings = {fmt::format("{}", fmt::join(words, ""))};
    const auto number = std::find_first_of(words.begin(), words.end(), numbers.begin(), numbers.end());
    if (number != words.end() && words.size() > 1) {
        for (const std::string& other : numbers) {
            *number = other;
            spellings.push_back(fmt::format("{}", fmt::join(words, "")));
        }
    }
    return spellings;
}

std::map<Role, std::unordered_map<std::string, int>> rank_names() {
    std::map<Role, std::unordered_map<std::string, int>> ranks;
    for (const RoleNames& spoken : {english_names(), names_of_tables_of_customers(), names_in_other_languages()}) {
        for (const auto& [role, names] : spoken) {
            auto& ranked = ranks[role];
            for (const std::string& name : names) {
                ranked.emplace(name, static_cast<int>(ranked.size()));
            }
        }
    }
    return ranks;
}

}  // namespace

std::optional<int> rank_name(Role role, std::string_view name) {
    static const auto ranks = rank_names();
    const auto of_role = ranks.find(role);
    if (of_role == ranks.end()) {
        return std::nullopt;
    }
    const std::string normal = normalise_name(name);
    const bool money = role == Role::price || role == Role::total || role == Role::monetary;
    for (const std::string& spelling : {normal, money ? drop_currency(normal) : normal}) {
        const auto found = of_role->second.find(spelling);
        if (found != of_role->second.end()) {
            return found->second;
        }
    }
    constexpr int kBehindAll = 10'000;
    for (const std::string& spelling : loose_spellings(name, money)) {
        const auto found = of_role->second.find(spelling);
        if (found != of_role->second.end()) {
            return kBehindAll + found->second;
        }
    }
    return std::nullopt;
}

const char* useless_name(std::string_view name) {
    const std::string normal = normalise_name(name);
    if (product_names().contains(normal)) {
        return "describes the product of a line, not the customer";
    }
    return row_number_names().contains(normal) ? "numbers the rows" : nullptr;
}

}  // namespace rfmeans::ingest
