#include "ingest/column_names.hpp"

#include <fmt/format.h>

#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using ingest::normalise_name;
using test::read_text;
using test::role_of;

TEST(NormaliseName, FoldsCaseAccentsAndSeparators) {
    EXPECT_EQ(normalise_name("customerID"), normalise_name("Customer_Id"));
    EXPECT_EQ(normalise_name("Stückzahl"), "stuckzahl");
    EXPECT_EQ(normalise_name("Große Straße"), "grossestrasse");
    EXPECT_EQ(normalise_name("N° de Client"), "ndeclient");
    EXPECT_EQ(normalise_name("Müşteri Adı"), "musteriadi");
    EXPECT_EQ(normalise_name("İŞLEM"), "islem");
    EXPECT_EQ(normalise_name("Ilość złotych"), "ilosczlotych");
    EXPECT_EQ(normalise_name("ДАТА Заказа №"), "датазаказаno");
    EXPECT_EQ(normalise_name("Cafe\xCC\x81"), "cafe");
    EXPECT_EQ(normalise_name("Œuvre ÆØ"), "oeuvreaeo");
    EXPECT_EQ(normalise_name("a\xC3"), "a\xC3") << "cut off within a letter";
}

struct Spoken {
    const char* language;
    const char* header;
};

class RoleNames : public testing::TestWithParam<Spoken> {};

// Columns in one order: customer, date, order, quantity, price, total, country.
TEST_P(RoleNames, AreKnown) {
    const std::string text =
        std::string(GetParam().header) + "\nK1;2020-01-02;B7;2;3.5;7;NL\nK2;2020-01-03;B8;1;4.5;4.5;BE\n";
    const auto shop = read_text(text);
    const Role roles[] = {Role::customer, Role::date,  Role::order,  Role::quantity,
                          Role::price,    Role::total, Role::country};
    for (std::size_t i = 0; i < std::size(roles); ++i) {
        EXPECT_EQ(shop.roles[i].role, roles[i]) << shop.roles[i].column << ": " << shop.roles[i].reason;
        EXPECT_NE(shop.roles[i].reason, "");
    }
}

INSTANTIATE_TEST_SUITE_P(
    Languages, RoleNames,
    testing::Values(
        Spoken{"English", "customerId;OrderDate;order_number;Qty;Unit Price;Line Total;Country"},
        Spoken{"German", "Kundennummer;Bestelldatum;Rechnungsnr.;Menge;Einzelpreis;Gesamtbetrag;Land"},
        Spoken{"French", "N° client;Date de commande;Numéro commande;Quantité;Prix unitaire;Montant total;Pays"},
        Spoken{"Spanish", "ID Cliente;Fecha de pedido;Nº Factura;Cantidad;Precio unitario;Importe total;País"},
        Spoken{"Italian", "Codice cliente;Data ordine;Numero ordine;Quantità;Prezzo unitario;Importo totale;Paese"},
        Spoken{"Portuguese",
               "Código cliente;Data da compra;Nota fiscal;Quantidade;Preço unitário;Valor do "
               "pedido;País"},
        Spoken{"Dutch", "Klantnummer;Besteldatum;Ordernummer;Aantal;Stuksprijs;Totaalbedrag;Land"},
        Spoken{"Polish", "ID klienta;Data zamówienia;Nr zamówienia;Ilość;Cena jednostkowa;Kwota razem;Kraj"},
        Spoken{"Turkish", "Müşteri No;Sipariş Tarihi;Sipariş No;Miktar;Birim Fiyat;Toplam Tutar;Ülke"},
        Spoken{"Russian", "Клиент;Дата заказа;Номер заказа;Количество;Цена;Сумма;Страна"},
        Spoken{"GermanShort", "KdNr.;Datum;Rechnung Nr.;Menge;Einzelpreis netto;Betrag EUR;Land"},
        Spoken{"FrenchShort", "N° client;Date;N° de commande;Qté;P.U. HT;Montant TTC;Pays"},
        Spoken{"SpanishShort", "Código de cliente;Fecha;Nº Pedido;Cant.;P. Unitario;Importe;País"},
        Spoken{"PortugueseShort", "Código do cliente;Data;Número de pedido;Qtd.;Preço unitário;Valor;País"},
        Spoken{"DutchShort", "Klant nr.;Datum;Factuur nr.;Aantal;Stukprijs;Bedrag;Land"},
        Spoken{"PolishShort", "Kontrahent;Data zakupu;Nr faktury;Ilość;Cena netto;Wartość brutto;Kraj"},
        Spoken{"RussianShort", "Покупатель;Дата;№ заказа;Кол-во;Цена за ед.;Сумма, руб.;Страна"},
        Spoken{"WooCommerceBilling",
               "Email (Billing);Order Date;Order ID;Quantity;Item Cost;Order Total Amount;Billing Country"},
        Spoken{"WooCommerce",
               "Billing Email;Order Date;Order Number;Quantity;Item Cost;Order Total "
               "Amount;Billing Country"},
        Spoken{"Magento",
               "Customer Email;Purchased On;Increment ID;Qty Ordered;Base Price;Grand Total "
               "(Purchased);Country"},
        Spoken{"SAP", "KUNNR;ERDAT;VBELN;KWMENG;NETPR;NETWR;LAND1"}),
    [](const auto& spoken) { return std::string(spoken.param.language); });

TEST(FindRoles, ReadsShopifysOrdersLineByLine) {
    // The total stands in the first line of an order only.
    const auto shop = read_text(
        "Name,Email,Created at,Total,Lineitem quantity,Lineitem name,Lineitem price\n"
        "#1001,a@x.org,2020-01-01 10:00:00 +0100,9.00,2,Cup,2.00\n#1001,a@x.org,2020-01-01 10:00:00 +0100,,1,Pot,5.00\n"
        "#1002,b@x.org,2020-01-02 10:00:00 +0100,2.00,1,Cup,2.00\n#1003,a@x.org,2020-01-03 10:00:00 "
        "+0100,7.00,1,Pot,5.00\n"
        "#1003,a@x.org,2020-01-03 10:00:00 +0100,,1,Cup,2.00\n");
    EXPECT_EQ(role_of(shop, "Name").role, Role::order);
    EXPECT_EQ(role_of(shop, "Email").role, Role::customer);
    EXPECT_EQ(role_of(shop, "Created at").role, Role::date);
    EXPECT_EQ(role_of(shop, "Total").role, Role::ignored);
    EXPECT_EQ(shop.amount_source, "'Lineitem quantity' x 'Lineitem price'");
    EXPECT_EQ(test::sum_amounts(shop), 18);
}

TEST(FindRoles, TellsTotalsOfOrdersHoweverFewOrdersHaveSeveralLines) {
    for (const int several : {1, 2, 5, 20}) {
        std::string text = "Name,Email,Created at,Total,Lineitem quantity,Lineitem price\n";
        for (int order = 0; order < 40; ++order) {  // with shipping in the totals
            text += fmt::format("#{},c{}@x.com,2023-01-02 10:00:00 -0500,{},2,10.00\n", order, order % 4,
                                order < several ? "45.00" : "25.00");
            text += order < several
                        ? fmt::format("#{},c{}@x.com,2023-01-02 10:00:00 -0500,,1,20.00\n", order, order % 4)
                        : "";
        }
        const auto shop = read_text(text);
        EXPECT_EQ(role_of(shop, "Total").role, Role::ignored) << several;
        EXPECT_EQ(test::sum_amounts(shop), 40 * 20 + several * 20) << several;
        EXPECT_TRUE(shop.rejects.empty()) << several;
    }
}

TEST(FindRoles, TellsTotalsThatAreRepeatedInEachLineOfAnOrder) {
    const auto shop = read_text(
        "Order ID,Order Date,Email (Billing),Order Total Amount,Quantity,Item Cost\n"
        "5001,2023-01-05 10:11,ann@x.com,40,2,10\n5001,2023-01-05 10:11,ann@x.com,40,1,15\n"
        "5002,2023-02-15 10:11,bob@x.com,25,2,10\n5003,2023-03-25 10:11,ann@x.com,20,1,15\n");
    EXPECT_EQ(role_of(shop, "Order Total Amount").role, Role::ignored);
    EXPECT_EQ(shop.amount_source, "'Quantity' x 'Item Cost'");
    EXPECT_EQ(test::sum_amounts(shop), 70);
}

TEST(FindRoles, KeepsTotalsOfRowsOfWhichSomeAreMissingOrEqual) {
    std::string text = "order,customer,date,total,quantity,price\n";
    for (int row = 0; row < 100; ++row) {
        const int quantity = 1 + row % 3;
        text += fmt::format("{},{},2023-01-02,{},{},4\n", row / 10, row / 20,
                            row % 7 == 3 ? "" : fmt::to_string(4 * quantity), quantity);
    }
    EXPECT_EQ(role_of(read_text(text), "total").role, Role::total);
    // Lines of the same goods have the same totals.
    EXPECT_EQ(
        role_of(read_text("order,customer,date,total,quantity,price\n1,7,2023-01-02,8,2,4\n1,7,2023-01-02,8,2,4\n"),
                "total")
            .role,
        Role::total);
}

TEST(FindRoles, TakesEmailsBeforeNamesOfCustomersAndGrandTotalsBeforeSubtotals) {
    const auto shop = read_text(
        "ID,Purchase Date,Grand Total (Base),Customer Email,Subtotal,Customer Name\n"
        "000000001,2023-01-05,40.00,ann@x.com,35.00,Ann A\n000000002,2023-02-15,25.00,bob@x.com,20.00,Bob B\n");
    EXPECT_EQ(role_of(shop, "Customer Email").role, Role::customer);
    EXPECT_EQ(shop.amount_source, "total column 'Grand Total (Base)'");
}

TEST(FindRoles, WarnsWhereAQuantityHasNoPrice) {
    const auto shop = read_text("customer,date,quantity,tariff\n1,2020-01-01,2,3.50\n2,2020-01-02,1,4.50\n");
    EXPECT_THAT(shop.warnings, testing::ElementsAre(testing::AllOf(testing::HasSubstr("'quantity'"),
                                                                   testing::HasSubstr("--columns price=NAME"))));
    EXPECT_THAT(read_text("customer,date\n1,2020-01-01\n").warnings, testing::IsEmpty());
}

TEST(FindRoles, KnowsAmountsWithCurrencies) {
    const auto shop = read_text("customer,date,revenue\n1,2020-01-01,$12.50\n2,2020-01-02,\"$1,250.00\"\n");
    EXPECT_EQ(role_of(shop, "revenue").role, Role::total);
    EXPECT_EQ(role_of(shop, "revenue").reason, "name and content");
    EXPECT_EQ(test::sum_amounts(shop), 12'625);
}

TEST(FindRoles, KeepsTheCountryAsAnAttribute) {
    const auto shop = read_text("customer,date,country\n1,2020-01-01,NL\n1,2020-01-02,BE\n1,2020-01-03,BE\n");
    EXPECT_EQ(role_of(shop, "country").role, Role::country);
    EXPECT_EQ(shop.attributes.size(), 1U);
    EXPECT_EQ(test::attribute(shop, "country").name, "country");
    EXPECT_EQ(
        role_of(read_text("customer,date,where\n1,2020-01-01,NL\n", {.columns = {{"country", "where"}}}), "where").role,
        Role::country);
}

}  // namespace
}  // namespace rfmeans
