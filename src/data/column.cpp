#include "rfmeans/column.hpp"

#include <algorithm>

#include "rfmeans/transactions.hpp"

namespace rfmeans {

std::size_t CustomerIds::size() const {
    return std::visit([](const auto& ids) { return ids.size(); }, values);
}

std::string CustomerIds::text(std::size_t customer) const {
    if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&values)) {
        return std::to_string((*numbers)[customer]);
    }
    return std::get<std::vector<std::string>>(values)[customer];
}

Column take_rows(const Column& column, const std::vector<std::size_t>& rows) {
    if (const auto* numbers = std::get_if<std::vector<double>>(&column.values)) {
        std::vector<double> taken;
        for (const std::size_t row : rows) {
            taken.push_back((*numbers)[row]);
        }
        return {column.name, std::move(taken)};
    }
    const auto& text = std::get<TextValues>(column.values);
    TextValues taken{.dictionary = text.dictionary, .codes = {}};
    for (const std::size_t row : rows) {
        taken.codes.push_back(text.codes[row]);
    }
    return {column.name, std::move(taken)};
}

const char* role_name(Role role) {
    switch (role) {
        case Role::customer:
            return "customer";
        case Role::date:
            return "date";
        case Role::order:
            return "order";
        case Role::quantity:
            return "quantity";
        case Role::price:
            return "price";
        case Role::total:
            return "total";
        case Role::country:
            return "country";
        case Role::recency:
            return "recency";
        case Role::frequency:
            return "frequency";
        case Role::monetary:
            return "monetary";
        case Role::attribute:
            return "attribute";
        case Role::ignored:
            return "ignored";
    }
    return "ignored";
}

std::optional<Role> find_role(std::string_view name) {
    const auto* found =
        std::find_if(std::begin(kAllRoles), std::end(kAllRoles), [&](Role role) { return name == role_name(role); });
    return found == std::end(kAllRoles) ? std::nullopt : std::optional(*found);
}

}  // namespace rfmeans
