#include "rfmeans/column.hpp"

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

}  // namespace rfmeans
