// Tables with one row a customer, whose recency, frequency and monetary are given.
#include <algorithm>

#include "ingest/column_names.hpp"
#include "ingest/role_draft.hpp"

namespace rfmeans::ingest {
namespace {

using Columns = std::vector<std::size_t>;

Columns find_fitting(Role role, const RoleDraft& draft) {
    Columns fitting;
    for (const std::size_t column : draft.find_named(role)) {
        if (fits_role(role, draft.columns()[column])) {
            fitting.push_back(column);
        }
    }
    return fitting;
}

// iFood's campaign data ("Customer Personality Analysis"): purchases by channel and amounts by product of two years,
// one column each. Purchases with a discount (NumDealsPurchases) are among those of the channels.
Columns find_ifood_parts(Role role, const RoleDraft& draft) {
    Columns parts;
    for (std::size_t i = 0; i < draft.columns().size(); ++i) {
        const std::string name = normalise_name(draft.columns()[i].name);
        const bool channel = name == "numwebpurchases" || name == "numcatalogpurchases" || name == "numstorepurchases";
        const bool product = name.starts_with("mnt") && fits_role(role, draft.columns()[i]);
        if (draft.is_free(i) && (role == Role::frequency ? channel : product)) {
            parts.push_back(i);
        }
    }
    return parts.size() >= 3 ? parts : Columns{};
}

// The one column of the best name, or the columns whose sum it is.
Columns find_measure(Role role, const RoleDraft& draft) {
    Columns found = find_fitting(role, draft);
    if (found.empty() && role == Role::monetary) {
        found = find_fitting(Role::total, draft);
    }
    if (!found.empty()) {
        return {found.front()};
    }
    return role == Role::recency ? Columns{} : find_ifood_parts(role, draft);
}

std::optional<std::size_t> find_customer(const RoleDraft& draft) {
    const Columns named = draft.find_named(Role::customer);
    if (!named.empty()) {
        return named.front();
    }
    for (std::size_t i = 0; i < draft.columns().size(); ++i) {
        if (draft.is_free(i) && normalise_name(draft.columns()[i].name) == "id") {
            return i;
        }
    }
    return std::nullopt;
}

void assign_measure(Role role, const Columns& columns, RoleDraft& draft) {
    for (const std::size_t column : columns) {
        draft.assign(column, role, columns.size() > 1 ? "name and content, a part of the sum" : "name and content");
    }
}

// The summaries of lifetimes and BTYD have "T", the time since the first purchase, and call the time from the first to
// the last purchase "recency".
void find_age(RoleDraft& draft) {
    const auto age = draft.find_column("T");
    if (age && draft.columns()[*age].name == "T" && draft.is_free(*age) &&
        fits_role(Role::frequency, draft.columns()[*age])) {
        draft.assign(*age, Role::recency, "time since the first purchase, from which the other is taken");
    }
}

bool is_written_as_date(const ColumnEvidence& column) {
    return 2 * column.evident_dates >= column.present ||
           (column.present > 0 && column.tally.fits(DateFormat::ymd) == column.present);
}

void set_recency_form(RoleDraft& draft) {
    const auto recency = draft.map().find_all(Role::recency);
    draft.map().rows = RowKind::customers;
    draft.map().recency_is_date = recency.size() == 1 && is_written_as_date(draft.columns()[recency.front()]);
}

// Customers have one row each; a few ids may be there twice: those rows are rejected.
bool are_customers(const ColumnEvidence& ids) {
    constexpr std::int64_t kOneIn = 4;
    const std::int64_t repeated = ids.present - static_cast<std::int64_t>(ids.distinct.size());
    return kOneIn * repeated <= ids.present;
}

}  // namespace

bool find_table_roles(RoleDraft& draft) {
    const bool given = draft.has(Role::recency) || draft.has(Role::frequency) || draft.has(Role::monetary);
    if (!given && draft.has(Role::date)) {
        return false;
    }
    const bool open = draft.is_open(Role::recency);
    const Columns recency = open ? find_measure(Role::recency, draft) : Columns{};
    const Columns frequency = draft.is_open(Role::frequency) ? find_measure(Role::frequency, draft) : Columns{};
    const auto customer = draft.is_open(Role::customer) ? find_customer(draft) : std::nullopt;
    if (!given && (recency.empty() || frequency.empty() || (customer && !are_customers(draft.columns()[*customer])))) {
        return false;
    }
    assign_measure(Role::recency, recency, draft);
    assign_measure(Role::frequency, frequency, draft);
    if (customer && draft.is_free(*customer)) {
        draft.assign(*customer, Role::customer, "name");
    }
    if (draft.is_open(Role::monetary)) {
        assign_measure(Role::monetary, find_measure(Role::monetary, draft), draft);
    }
    if (!recency.empty()) {
        find_age(draft);
    }
    for (const Role role : {Role::recency, Role::frequency}) {
        if (!draft.has(role)) {
            draft.refuse_missing(role);
        }
    }
    set_recency_form(draft);
    return true;
}

}  // namespace rfmeans::ingest
