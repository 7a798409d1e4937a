#include "ingest/column_names.hpp"

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "ingest/name_spellings.hpp"
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
    const auto find = [&](const std::string& spelling) -> std::optional<int> {
        const auto found = of_role->second.find(spelling);
        return found == of_role->second.end() ? std::nullopt : std::optional(found->second);
    };
    const bool money = role == Role::price || role == Role::total || role == Role::monetary;
    const std::string normal = normalise_name(name);
    for (const std::string& spelling : {normal, money ? drop_currency(normal) : normal}) {
        if (const auto rank = find(spelling)) {
            return rank;
        }
    }
    constexpr int kBehindAll = 10'000;
    for (const std::string& spelling : other_spellings(name, money ? NamedThing::money : NamedThing::other)) {
        if (const auto rank = find(spelling)) {
            return kBehindAll + *rank;
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
