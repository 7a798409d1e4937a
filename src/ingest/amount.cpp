#include "ingest/amount.hpp"

#include <array>
#include <string>

#include "ingest/digits.hpp"

namespace rfmeans::ingest {
namespace {

struct Currency {
    std::string_view text, name;
};

// Longer signs before those that they hold. "$", "¥", "kr" and "Rs" are signs of several currencies.
constexpr auto kSigns = std::to_array<Currency>(
    {{"US$", "USD"}, {"HK$", "HKD"}, {"NZ$", "NZD"}, {"MX$", "MXN"}, {"R$", "BRL"},   {"C$", "CAD"},  {"A$", "AUD"},
     {"S$", "SGD"},  {"$", "$"},     {"€", "EUR"},   {"£", "GBP"},   {"¥", "¥"},      {"￥", "¥"},    {"₹", "INR"},
     {"Rs.", "Rs"},  {"Rs", "Rs"},   {"zł", "PLN"},  {"₽", "RUB"},   {"руб.", "RUB"}, {"руб", "RUB"}, {"₺", "TRY"},
     {"TL", "TRY"},  {"Kč", "CZK"},  {"kr.", "kr"},  {"kr", "kr"},   {"Ft", "HUF"},   {"Fr.", "CHF"}, {"₩", "KRW"},
     {"₴", "UAH"},   {"₪", "ILS"},   {"₫", "VND"},   {"฿", "THB"}});

constexpr std::string_view kCodes =
    "AED ARS AUD BDT BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW LKR MAD MXN "
    "MYR "
    "NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR";
constexpr std::size_t kCodeLength = 3;

constexpr std::array<std::string_view, 5> kSpaces = {" ", "\u00A0", "\u202F", "\u2009", "\t"};
constexpr std::array<std::string_view, 2> kApostrophes = {"'", "\u2019"};
constexpr std::string_view kMinus = "\u2212";

std::string_view find_code(std::string_view text) {
    for (std::size_t i = 0; text.size() == kCodeLength && i < kCodes.size(); i += kCodeLength + 1) {
        if (kCodes.substr(i, kCodeLength) == text) {
            return kCodes.substr(i, kCodeLength);
        }
    }
    return {};
}

bool take_front(std::string_view& text, std::string_view part) {
    const bool there = text.starts_with(part);
    text.remove_prefix(there ? part.size() : 0);
    return there;
}

bool take_back(std::string_view& text, std::string_view part) {
    const bool there = text.ends_with(part);
    text.remove_suffix(there ? part.size() : 0);
    return there;
}

void trim_blanks(std::string_view& text) {
    bool more = true;
    while (more) {
        more = false;
        for (const std::string_view blank : kSpaces) {
            more = take_front(text, blank) || take_back(text, blank) || more;
        }
    }
}

// "15,-" and "15.--": no cents, not a number below zero. The dashes are taken off, the mark stays.
bool take_no_cents(std::string_view& text) {
    std::string_view rest = text;
    while (take_back(rest, "-") || take_back(rest, "\u2013") || take_back(rest, "\u2014")) {
    }
    const bool behind_mark =
        rest.size() >= 2 && (rest.back() == ',' || rest.back() == '.') && is_digit(rest[rest.size() - 2]);
    const bool there = behind_mark && rest.size() < text.size();
    text = there ? rest : text;
    return there;
}

// The currency at either end, taken off; empty where there is none.
std::string_view take_currency(std::string_view& text) {
    for (const Currency& sign : kSigns) {
        if (take_front(text, sign.text) || take_back(text, sign.text)) {
            return sign.name;
        }
    }
    if (const auto code = find_code(text.substr(0, kCodeLength)); !code.empty()) {
        text.remove_prefix(kCodeLength);
        return code;
    }
    if (text.size() > kCodeLength) {
        if (const auto code = find_code(text.substr(text.size() - kCodeLength)); !code.empty()) {
            text.remove_suffix(kCodeLength);
            return code;
        }
    }
    return {};
}

// The separator that a text begins with; empty where there is none.
std::string_view separator_at(std::string_view text, DecimalMark mark) {
    const std::string_view other = mark == DecimalMark::point ? "," : ".";
    if (text.starts_with(other)) {
        return other;
    }
    for (const std::string_view blank : kSpaces) {
        if (text.starts_with(blank)) {
            return blank;
        }
    }
    for (const std::string_view apostrophe : kApostrophes) {
        if (text.starts_with(apostrophe)) {
            return apostrophe;
        }
    }
    return {};
}

// Takes the separators out of the whole part; nothing where the groups are none.
std::optional<std::string> join_groups(std::string_view text, DecimalMark mark) {
    std::string joined;
    std::string_view separator;
    std::size_t digits = 0;  // of the group
    while (!text.empty() && text.front() != static_cast<char>(mark)) {
        if (is_digit(text.front())) {
            joined += text.front();
            text.remove_prefix(1);
            ++digits;
            continue;
        }
        const std::string_view found = separator_at(text, mark);
        const bool first = separator.empty();
        const bool fits = first ? digits >= 1 && digits <= 3 : (digits == 2 || digits == 3) && found == separator;
        if (found.empty() || !fits) {
            return std::nullopt;
        }
        separator = found;
        text.remove_prefix(found.size());
        digits = 0;
    }
    if (!separator.empty() && digits != 3) {
        return std::nullopt;
    }
    return joined.append(text);
}

}  // namespace

std::string_view currency_name(std::string_view text) {
    const std::string_view name = take_currency(text);
    return text.empty() ? name : std::string_view{};
}

BareAmount strip_amount(std::string_view text) {
    BareAmount bare;
    int signs = 0, currencies = 0;
    bool more = true;
    while (more) {
        trim_blanks(text);
        more = false;
        if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
            text = text.substr(1, text.size() - 2);
            bare.negative = more = true;
            ++signs;
        } else if (take_no_cents(text)) {
            more = true;
        } else if (take_front(text, "-") || take_front(text, kMinus) || take_back(text, "-") ||
                   take_back(text, kMinus)) {
            bare.negative = more = true;
            ++signs;
        } else if (take_front(text, "+")) {
            more = true;
            ++signs;
        } else if (const std::string_view currency = take_currency(text); !currency.empty()) {
            bare.currency = currency;
            more = true;
            ++currencies;
        }
    }
    bare.digits = text;
    bare.sound = signs <= 1 && currencies <= 1;
    return bare;
}

ParsedAmount parse_amount(std::string_view text, DecimalMark mark) {
    const ParsedDecimal plain = parse_decimal(text, mark);
    if (plain.value) {
        return {plain, {}};
    }
    const BareAmount bare = strip_amount(text);
    const bool starts_well =
        !bare.digits.empty() && (is_digit(bare.digits[0]) || bare.digits[0] == static_cast<char>(mark));
    if (!bare.sound || !starts_well) {
        return {plain, {}};
    }
    ParsedDecimal number = parse_decimal(bare.digits, mark);
    if (!number.value) {
        const auto joined = join_groups(bare.digits, mark);
        if (!joined) {
            return {plain, {}};
        }
        number = parse_decimal(*joined, mark);
    }
    if (number.value && bare.negative) {
        number.value->mantissa = -number.value->mantissa;
    }
    return {number, number.value ? bare.currency : std::string_view{}};
}

std::optional<Decimal> parse_either_mark(std::string_view text) {
    const auto number = parse_amount(text, DecimalMark::point).number.value;
    return number ? number : parse_amount(text, DecimalMark::comma).number.value;
}

}  // namespace rfmeans::ingest
