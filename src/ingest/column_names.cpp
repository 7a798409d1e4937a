#include "ingest/column_names.hpp"

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace rfmeans::ingest {
namespace {

using Names = std::vector<std::string>;

Names combine(const Names& heads, const Names& tails) {
    Names names;
    for (const std::string& tail : tails) {
        for (const std::string& head : heads) {
            names.push_back(head + tail);
        }
    }
    return names;
}

Names join(std::vector<Names> parts) {
    Names names;
    for (Names& part : parts) {
        names.insert(names.end(), part.begin(), part.end());
    }
    return names;
}

const Names kPeople = {"customer", "cust", "client", "user", "member", "buyer", "shopper", "consumer", "donor"};
const Names kPapers = {"invoice", "order",    "transaction", "trans",  "tran", "txn",  "basket",
                       "receipt", "purchase", "bill",        "ticket", "sale", "sales"};
const Names kKeys = {"id", "number", "no", "nr", "num", "nbr", "key", "code", "ref", "identifier", "uid", "uuid"};

// Best names first; the place in the list is the rank.
const std::map<Role, Names>& role_names() {
    static const std::map<Role, Names> names = {
        {Role::customer,
         join({combine(kPeople, kKeys),
               {"customer",     "cust",        "client",        "user",       "buyer",         "shopper",
                "householdid",  "household",   "householdkey",  "accountid",  "accountnumber", "accountno",
                "loyaltyid",    "loyaltycard", "cardid",        "cardnumber", "visitorid",     "personid",
                "customername", "clientname",  "customeremail", "useremail",  "email"}})},
        {Role::date,
         join({combine(kPapers, {"date", "datetime", "timestamp", "time", "dateandtime", "ts", "day", "on", "at"}),
               {"orderpurchasetimestamp", "dateofpurchase", "dateoforder", "dateofsale", "datetime", "date",
                "timestamp", "time", "day", "createdat", "createdon", "created", "eventtime", "eventdate"}})},
        {Role::order, join({combine(kPapers, kKeys), {"invoice", "order", "transaction", "basket", "receipt"}})},
        {Role::quantity,
         {"quantity", "qty", "units", "unitssold", "quantitysold", "qtysold", "quantityordered", "qtyordered",
          "orderquantity", "orderqty", "purchasequantity", "itemquantity", "numberofitems", "numberofunits",
          "numberofcds", "numitems", "itemcount", "items", "pieces"}},
        {Role::price,
         {"unitprice", "priceperunit", "priceeach", "productprice", "itemprice", "sellingprice", "saleprice",
          "salesprice", "priceperitem", "price"}},
        {Role::total,
         {"totalpurchaseamount",
          "totalamount",
          "linetotal",
          "lineamount",
          "totalprice",
          "totalvalue",
          "amount",
          "revenue",
          "totalrevenue",
          "salesamount",
          "saleamount",
          "totalsales",
          "sales",
          "salesvalue",
          "netsales",
          "netamount",
          "total",
          "purchaseamount",
          "purchasevalue",
          "ordervalue",
          "ordertotal",
          "orderamount",
          "transactionamount",
          "transamount",
          "tranamount",
          "txnamount",
          "transactionvalue",
          "transactiontotal",
          "invoiceamount",
          "invoicetotal",
          "invoicevalue",
          "basketvalue",
          "dollarvalue",
          "amountspent",
          "totalspent",
          "totalspend",
          "spend",
          "spent",
          "spending",
          "paymentvalue",
          "paymentamount",
          "amountpaid",
          "extendedprice",
          "subtotal",
          "grandtotal",
          "grossamount",
          "turnover",
          "value",
          "monetary"}}};
    return names;
}

const std::unordered_set<std::string>& product_names() {
    static const std::unordered_set<std::string> names = [] {
        std::unordered_set<std::string> set = {"stockcode", "description", "sku", "ean", "upc", "barcode", "isbn"};
        for (const std::string& name :
             combine({"product", "item", "article", "stock", "material", "sku"},
                     {"", "id", "code", "no", "number", "name", "description", "desc", "title", "sku", "key"})) {
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
    for (const char* currency : {"usd", "eur", "gbp", "dollars", "euro", "euros", "pounds"}) {
        if (name.ends_with(currency) && name.size() > std::string_view(currency).size()) {
            return name.substr(0, name.size() - std::string_view(currency).size());
        }
    }
    return name;
}

}  // namespace

std::string normalise_name(std::string_view name) {
    std::string normal;
    for (const char c : name) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (c >= 'A' && c <= 'Z') {
            normal += static_cast<char>(c - 'A' + 'a');
        } else if (kept) {
            normal += c;
        }
    }
    return normal;
}

std::optional<int> rank_name(Role role, std::string_view name) {
    static const std::map<Role, std::unordered_map<std::string, int>> ranks = [] {
        std::map<Role, std::unordered_map<std::string, int>> made;
        for (const auto& [named_role, names] : role_names()) {
            for (std::size_t i = 0; i < names.size(); ++i) {
                made[named_role].emplace(names[i], static_cast<int>(i));
            }
        }
        return made;
    }();
    const auto of_role = ranks.find(role);
    if (of_role == ranks.end()) {
        return std::nullopt;
    }
    const std::string normal = normalise_name(name);
    const bool money = role == Role::price || role == Role::total;
    for (const std::string& spelling : {normal, money ? drop_currency(normal) : normal}) {
        const auto found = of_role->second.find(spelling);
        if (found != of_role->second.end()) {
            return found->second;
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
