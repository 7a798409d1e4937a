#include "ingest/content_roles.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/content_sample.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

using Columns = std::vector<std::size_t>;

// Text or whole numbers that come back; columns of small counts only where there are no others.
Columns find_id_columns(const RoleDraft& draft, const ContentSample& sample) {
    Columns ids, counts;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const ColumnEvidence& column = draft.columns()[i];
        const bool fraction = column.holds_numbers() && !are_whole(sample[i]);
        if (draft.is_free(i) && !fraction && column.comes_back()) {
            (are_small_counts(sample[i]) ? counts : ids).push_back(i);
        }
    }
    return ids.empty() ? counts : ids;
}

// Columns that name the same things in other words are one: the first stands for them.
Columns drop_synonyms(const Columns& ids, const ContentSample& sample) {
    Columns kept;
    for (const std::size_t id : ids) {
        if (std::none_of(kept.begin(), kept.end(), [&](std::size_t other) {
                return determines(sample[id], sample[other]) && determines(sample[other], sample[id]);
            })) {
            kept.push_back(id);
        }
    }
    return kept;
}

}  // namespace

std::optional<ContentFinding> find_date_by_content(const RoleDraft& draft) {
    Columns evident, all;
    for (std::size_t i = 0; i < draft.columns().size(); ++i) {
        const ColumnEvidence& column = draft.columns()[i];
        if (draft.is_free(i) && column.present > 0 && column.dates == column.present) {
            all.push_back(i);
            if (column.evident_dates == column.present) {
                evident.push_back(i);
            }
        }
    }
    if (all.empty()) {
        return std::nullopt;
    }
    return ContentFinding{Role::date, evident.empty() ? all : evident, "content: every value is a date"};
}

std::vector<ContentFinding> find_ids_by_content(const RoleDraft& draft) {
    const ContentSample sample = sample_content(draft.heads());
    const Columns ids = drop_synonyms(find_id_columns(draft, sample), sample);
    const auto date = draft.map().find(Role::date);
    Columns orders, others;
    for (const std::size_t id : ids) {
        const bool one_day = ids.size() > 1 && date && determines(sample[id], sample[*date]);
        (one_day ? orders : others).push_back(id);
    }
    const auto decides_all = [&](std::size_t id, const Columns& columns) {
        return std::all_of(columns.begin(), columns.end(),
                           [&](std::size_t other) { return determines(sample[id], sample[other]); });
    };
    // An order has one customer and many products, so it tells them apart.
    if (orders.size() == 1) {
        std::erase_if(others, [&](std::size_t id) { return !decides_all(orders.front(), {id}); });
    }
    const auto customer =
        std::find_if(others.begin(), others.end(), [&](std::size_t id) { return decides_all(id, others); });
    if (customer == others.end() || orders.size() > 1) {
        return ids.empty() ? std::vector<ContentFinding>{} : std::vector<ContentFinding>{{Role::customer, ids, ""}};
    }
    std::vector<ContentFinding> found = {{Role::customer, {*customer}, "content: its values come back"}};
    if (!orders.empty()) {
        found.push_back({Role::order, orders, "content: each value has one customer and one time"});
    }
    return found;
}

namespace {

[[noreturn]] void refuse_undecided(const ContentFinding& finding, const RoleDraft& draft) {
    std::vector<std::string> names;
    for (const std::size_t column : finding.columns) {
        names.push_back(draft.columns()[column].name);
    }
    throw Error(Failure::content,
                fmt::format("{} {} no header, and content does not decide the {} column (it may be {}). Name it with "
                            "--columns {}=\"{}\"{}",
                            draft.files(), draft.heads().size() == 1 ? "has" : "have", role_name(finding.role),
                            list_names(names), role_name(finding.role), names.front(),
                            finding.role == Role::total ? ", or say that there is none with --columns total=-" : ""));
}

enum class Undecided { refused, passed_over };

void take(const std::vector<ContentFinding>& findings, Undecided undecided, RoleDraft& draft) {
    for (const ContentFinding& finding : findings) {
        if (finding.columns.size() > 1 && undecided == Undecided::refused) {
            refuse_undecided(finding, draft);
        }
        if (finding.columns.size() == 1 && draft.is_open(finding.role)) {
            draft.assign(finding.columns.front(), finding.role, finding.reason);
        }
    }
}

void find_all(Undecided undecided, RoleDraft& draft) {
    if (draft.is_open(Role::date)) {
        if (const auto date = find_date_by_content(draft)) {
            take({*date}, undecided, draft);
        }
    }
    if (draft.is_open(Role::customer)) {
        take(find_ids_by_content(draft), undecided, draft);
    }
    const bool amount_given = draft.has(Role::total) || draft.has(Role::price);
    if (!amount_given && draft.is_open(Role::total) && draft.is_open(Role::price)) {
        take(find_amounts_by_content(draft), undecided, draft);
    }
}

}  // namespace

void find_roles_by_content(RoleDraft& draft) {
    find_all(Undecided::refused, draft);
}

void try_roles_by_content(RoleDraft& draft) {
    find_all(Undecided::passed_over, draft);
}

}  // namespace rfmeans::ingest
