#include "ingest/role_names.hpp"

namespace rfmeans::ingest {
namespace {

// German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish, Russian, Swedish, Danish and Norwegian, Czech;
// letters without their marks, and German umlauts also as two letters.
const char* const kCustomers =
    "kundennummer kundennr kundenid kundeid kundenkennung kundencode kunde kunden debitor debitorennummer debitorennr "
    "kaufer kauferid kaeufer kaeuferid mitgliedsnummer kundenname kdnr kdnummer "
    "clientid idclient numeroclient numclient nclient noclient codeclient client refclient acheteur nomclient "
    "clienteid idcliente numerocliente numcliente ncliente nocliente nrcliente codigocliente codcliente codicecliente "
    "cliente compradorid idcomprador comprador acquirente utente usuario nombrecliente nombredelcliente nomecliente "
    "nomedocliente "
    "klantnummer klantnr klantid klantcode klant debiteur debiteurnummer klantnaam "
    "idklienta klientid numerklienta nrklienta kodklienta klient nabywca kupujacy kontrahent idkontrahenta "
    "nazwaklienta "
    "musteriid musterino musterinumarasi musterikodu musteri musteriadi cariodu carikodu "
    "клиент идклиента клиентid idклиента кодклиента номерклиента покупатель кодпокупателя идпокупателя контрагент "
    "kundnummer kundnr kundid kund kundenr kundenavn "
    "cislozakaznika idzakaznika zakaznik zakaznikid";

const char* const kDates =
    "bestelldatum kaufdatum rechnungsdatum auftragsdatum belegdatum buchungsdatum verkaufsdatum datum "
    "datecommande datedecommande dateachat datedachat datefacture datevente datetransaction "
    "fechapedido fechadepedido fechacompra fechadecompra fechafactura fechadefactura fechaventa fecha "
    "dataordine datadellordine dataacquisto datadiacquisto datafattura datavendita "
    "datapedido datadopedido datacompra datadacompra datafatura datavenda datadavenda data "
    "besteldatum orderdatum aankoopdatum factuurdatum verkoopdatum "
    "datazamowienia datazakupu datasprzedazy datafaktury "
    "siparistarihi satistarihi faturatarihi islemtarihi alisveristarihi tarih "
    "датазаказа датапокупки датапродажи датадокумента дата "
    "orderdato ordredato kobsdato kopdatum fakturadatum fakturadato dato "
    "datumobjednavky datumnakupu datumprodeje";

const char* const kOrders =
    "bestellnummer bestellnr bestellid bestellung auftragsnummer auftragsnr auftrag rechnungsnummer rechnungsnr "
    "rechnungnr "
    "rechnung "
    "belegnummer belegnr beleg bonnummer "
    "numerocommande numcommande nocommande idcommande commande numerofacture nofacture numfacture facture "
    "idtransaction "
    "numeropedido numpedido nropedido idpedido pedidoid pedido numerofactura nfactura nofactura factura idtransaccion "
    "ticket "
    "numeroordine nordine idordine ordine numerofattura nfattura fattura scontrino "
    "numerodopedido codigopedido codpedido numerofatura fatura notafiscal numeronotafiscal "
    "bestelnummer bestelnr bestelling ordernummer ordernr factuurnummer factuurnr factuur "
    "numerzamowienia nrzamowienia idzamowienia zamowienie numerfaktury nrfaktury faktura paragon "
    "siparisno siparisid siparisnumarasi siparis faturano faturanumarasi fisno "
    "номерзаказа идзаказа кодзаказа заказ номерсчета номерчека чек накладная "
    "ordrenummer ordrenr fakturanummer fakturanr "
    "cisloobjednavky objednavka cislofaktury";

const char* const kQuantities =
    "menge anzahl stk stuck stueck stuckzahl stueckzahl bestellmenge "
    "quantite qte nombre qtecommandee "
    "cantidad cant unidades "
    "quantita qta pezzi "
    "quantidade qtd qtde "
    "aantal hoeveelheid stuks "
    "ilosc liczba sztuk szt "
    "miktar adet "
    "количество колво кол шт "
    "antal mangd maengde antall "
    "mnozstvi pocet";

const char* const kPrices =
    "einzelpreis stuckpreis stueckpreis preisprostuck preisprostueck verkaufspreis preis "
    "prixunitaire pu prixdevente prix "
    "preciounitario punitario precio precioventa "
    "prezzounitario prezzo "
    "precounitario preco valorunitario "
    "stuksprijs stukprijs prijsperstuk eenheidsprijs prijs "
    "cenajednostkowa cena "
    "birimfiyat birimfiyati fiyat "
    "ценазаединицу ценазашт ценазаед цена "
    "styckpris stykpris enhetspris pris "
    "jednotkovacena";

const char* const kTotals =
    "gesamtbetrag gesamtpreis gesamtsumme bestellwert auftragswert rechnungsbetrag umsatz nettoumsatz bruttoumsatz "
    "betrag "
    "summe gesamt nettobetrag bruttobetrag positionswert "
    "montanttotal montant montantttc montantht totalttc totalht prixtotal chiffredaffaires ca "
    "importetotal importe montototal monto ventatotal ventas valortotal preciototal "
    "importototale importo totale prezzototale fatturato ricavo "
    "valordopedido valorpago precototal faturamento receita valor "
    "totaalbedrag bedrag totaalprijs totaal omzet orderwaarde "
    "kwotarazem kwota wartosc wartosczamowienia razem suma sprzedaz "
    "toplamtutar tutar toplam toplamfiyat ciro satistutari "
    "сумма суммазаказа итого стоимость выручка "
    "totalbelopp belopp belob totalbelob omsattning omsaetning omsetning "
    "celkovacena castka celkem";

const char* const kCountries =
    "land lieferland rechnungsland landername pays paysclient paislivraison pais paiscliente paese nazione "
    "kraj ulke ulkeadi страна zeme stat";

}  // namespace

RoleNames names_in_other_languages() {
    return {{Role::customer, split_words(kCustomers)}, {Role::date, split_words(kDates)},
            {Role::order, split_words(kOrders)},       {Role::quantity, split_words(kQuantities)},
            {Role::price, split_words(kPrices)},       {Role::total, split_words(kTotals)},
            {Role::country, split_words(kCountries)}};
}

}  // namespace rfmeans::ingest
