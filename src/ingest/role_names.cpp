#include "ingest/role_names.hpp"

#include <sstream>

namespace rfmeans::ingest {
namespace {

Names join(std::vector<Names> parts) {
    Names names;
    for (Names& part : parts) {
        names.insert(names.end(), part.begin(), part.end());
    }
    return names;
}

const char* const kPeople = "customer cust client user member buyer shopper consumer donor";
const char* const kPapers = "invoice order transaction trans tran txn basket receipt purchase bill ticket sale sales";
const char* const kKeys = "id number no nr num nbr key code ref identifier uid uuid";

// Shopify, WooCommerce, Magento, Stripe, Square and SAP (field names of the sales tables) write these.
const char* const kExportCustomers =
    "customerid billingemail emailbilling billingcustomername customerreferenceid custid kunnr kunag soldtoparty "
    "soldto "
    "shipto";
const char* const kExportDates =
    "createdat paidat processedat createdutc createddateutc purchasedon orderdate erdat fkdat "
    "audat postingdate documentdate billingdate budat";
const char* const kExportOrders =
    "ordername entityid incrementid vbeln salesdocument billingdocument paymentid checkoutid "
    "chargeid";
const char* const kExportQuantities = "lineitemquantity qtyordered qtyinvoiced fkimg kwmeng menge itemqty";
const char* const kExportPrices = "lineitemprice netpr itemcost baseprice";
const char* const kExportTotals =
    "grandtotalbase grandtotalpurchased basegrandtotal ordertotalamount totalcollected netwr lineitemtotal itemtotal";

}  // namespace

Names combine(const Names& heads, const Names& tails) {
    Names names;
    for (const std::string& tail : tails) {
        for (const std::string& head : heads) {
            names.push_back(head + tail);
        }
    }
    return names;
}

Names split_words(std::string_view text) {
    std::istringstream stream{std::string(text)};
    Names words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

RoleNames english_names() {
    const Names people = split_words(kPeople), papers = split_words(kPapers), keys = split_words(kKeys);
    return {
        {Role::customer,
         join({combine(people, keys),
               split_words("customer cust client user buyer shopper householdid household householdkey accountid "
                           "accountnumber accountno loyaltyid loyaltycard cardid cardnumber visitorid personid"),
               split_words(kExportCustomers),
               split_words("customeremail clientemail useremail buyeremail payeremail fromemailaddress email "
                           "emailaddress customername clientname buyername member")})},
        {Role::date,
         join({combine(papers, split_words("date datetime timestamp time dateandtime ts day on at")),
               split_words(
                   "orderpurchasetimestamp dateofpurchase dateoforder dateofsale datetime date timestamp time day"),
               split_words(kExportDates), split_words("createdon created eventtime eventdate")})},
        {Role::order, join({combine(papers, keys), split_words(kExportOrders),
                            split_words("invoice order transaction basket receipt")})},
        {Role::quantity,
         join({split_words("quantity qty units unitssold quantitysold qtysold quantityordered orderquantity orderqty "
                           "purchasequantity itemquantity numberofitems numberofunits numberofcds numitems itemcount "
                           "items pieces"),
               split_words(kExportQuantities)})},
        {Role::price,
         join({split_words("unitprice priceperunit priceeach productprice itemprice sellingprice saleprice "
                           "salesprice priceperitem price"),
               split_words(kExportPrices)})},
        {Role::total,
         join({split_words("totalpurchaseamount totalamount linetotal lineamount totalprice totalvalue amount revenue "
                           "totalrevenue salesamount saleamount totalsales sales salesvalue netsales netamount total "
                           "purchaseamount purchasevalue ordervalue ordertotal orderamount transactionamount "
                           "transamount tranamount txnamount transactionvalue transactiontotal invoiceamount "
                           "invoicetotal invoicevalue basketvalue dollarvalue amountspent totalspent totalspend spend "
                           "spent spending paymentvalue paymentamount amountpaid extendedprice grandtotal "
                           "grossamount grosssales turnover value monetary"),
               split_words(kExportTotals), split_words("subtotal gross")})},
        {Role::country, split_words("country countryname countrycode customercountry billingcountry shippingcountry "
                                    "billingcountrycode shippingcountrycode nation land1")}};
}

// Times since the last purchase first, then the dates of last purchases.
RoleNames names_of_tables_of_customers() {
    return {
        {Role::recency,
         split_words("recencydays recency recencyindays recencymonths recencyweeks recencyvalue dayssincelastpurchase "
                     "dayssincelastorder dayssincelasttransaction dayssincelastvisit dayssincelast dayssincelogin "
                     "monthssincelastpurchase monthssincelastdonation recencymonthsincelastdonation "
                     "lastpurchasedate lastpurchase lastorderdate lastorder mostrecentvisit mostrecentpurchase "
                     "mostrecentorder lasttransactiondate lasttransaction lastvisit lastvisitdate lastbuydate "
                     "dateoflastpurchase dateoflastorder letzterkauf letztebestellung dernierachat ultimacompra "
                     "ultimoacquisto laatsteaankoop ostatnizakup sonalisveris последняяпокупка")},
        {Role::frequency,
         split_words("frequency frequencytimes frequencycount frequencyvalue transactioncount numberoforders "
                     "numberofpurchases numberoftransactions ordercount orderscount purchasecount numorders "
                     "numpurchases numtransactions norders npurchases ntransactions totalorders totalpurchases "
                     "totaltransactions orders transactions purchases visits numberofvisits haufigkeit haeufigkeit "
                     "anzahlbestellungen frequence nombredecommandes frecuencia numerodepedidos frequenza frequencia "
                     "frequentie czestotliwosc siklik частота")},
        {Role::monetary,
         split_words("monetary monetaryvalue monetaryccblood totalspent totalspend totalrevenue revenue totalamount "
                     "totalsales amountspent lifetimevalue ltv customervalue totalvalue amount sales spend spent "
                     "monetario monetar umsatz chiffredaffaires fatturato omzet przychod ciro выручка")}};
}

}  // namespace rfmeans::ingest
