#include "ingest/roles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ingest/column_evidence.hpp"
#include "ingest/column_names.hpp"
#include "ingest/date_parser.hpp"
#include "ingest/decimal.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr Role kFoundRoles[] = {Role::customer, Role::date, Role::order, Role::total, Role::quantity, Role::price};
constexpr const char* kNobody = "-";

std::optional<Role> role_of_name(const std::string& name) {
    for (const Role role : {Role::customer, Role::date, Role::order, Role::quantity, Role::price, Role::total,
                            Role::attribute, Role::ignored}) {
        if (name == role_name(role)) {
            return role;
        }
    }
    return std::nullopt;
}

class RoleFinder {
public:
    RoleFinder(const std::vector<Source>& heads, const IngestSpec& spec)
        : heads_(heads), spec_(spec), evidence_(gather_evidence(heads, spec.date_format)) {
        for (const ColumnEvidence& column : evidence_) {
            map_.columns.push_back({.column = column.name, .role = Role::ignored, .reason = ""});
        }
    }

    RoleMap find(NeededRoles needed) {
        check_headers();
        for (const auto& [role, column] : spec_.columns) {
            apply_option(role, column);
        }
        for (const auto& [role, column] : spec_.study_columns) {
            if (!spec_.columns.contains(role)) {
                apply_study(role, column);
            }
        }
        for (const Role role : kFoundRoles) {
            if (!map_.find(role) && !closed_.contains(role)) {
                find_by_name(role);
            }
        }
        if (!map_.find(Role::date) && !closed_.contains(Role::date)) {
            find_date_by_content();
        }
        if (needed == NeededRoles::customer_and_date) {
            check_needed();
        } else {
            give_up_partial_roles();
        }
        for (std::size_t i = 0; i < evidence_.size(); ++i) {
            if (map_.columns[i].reason.empty()) {
                assign_rest(i);
            }
        }
        set_date_format();
        set_filters();
        return std::move(map_);
    }

private:
    void assign(std::size_t column, Role role, std::string reason) {
        map_.columns[column].role = role;
        map_.columns[column].reason = std::move(reason);
    }

    // Where D/M and M/D fit the heads alike, either will do: the tally over all rows corrects it.
    void set_date_format() {
        const auto column = map_.find(Role::date);
        if (spec_.date_format) {
            map_.date_format = *spec_.date_format;
        } else if (column) {
            map_.date_format = evidence_[*column].tally.decide(spec_.max_rejects).value_or(DateFormat::dmy);
        }
    }

    // Filters of one column are one: any of their values.
    void set_filters() {
        for (const ColumnFilter& filter : spec_.where) {
            const auto column = find_column(filter.column);
            if (!column) {
                throw Error(Failure::option,
                            fmt::format("--where {}=… names no column of {} (columns: {}). Correct the "
                                        "name",
                                        filter.column, files(), list_names(column_names())));
            }
            const std::string& name = evidence_[*column].name;
            require_everywhere(name);
            auto known = std::find_if(map_.filters.begin(), map_.filters.end(),
                                      [&](const ColumnFilter& other) { return other.column == name; });
            if (known == map_.filters.end()) {
                known = map_.filters.insert(known, {.column = name, .values = {}});
            }
            known->values.insert(known->values.end(), filter.values.begin(), filter.values.end());
        }
    }

    void require_everywhere(const std::string& column) const {
        for (const Source& source : heads_) {
            if (std::find(source.header.begin(), source.header.end(), column) == source.header.end()) {
                throw Error(Failure::content,
                            fmt::format("'{}' has no column '{}', which --where asks for (its columns: "
                                        "{}). Rename the column, or read the file on its own",
                                        source.file.path, column, list_names(source.header)));
            }
        }
    }

    bool is_free(std::size_t column) const { return map_.columns[column].reason.empty(); }

    bool names_column(const std::string& column) const {
        const auto names_it = [&](const auto& named) { return named.second == column; };
        return std::any_of(spec_.columns.begin(), spec_.columns.end(), names_it) ||
               std::any_of(spec_.study_columns.begin(), spec_.study_columns.end(), names_it);
    }

    // A first line of values instead of names: no cell is a known name, and one is a number or a date.
    void check_headers() const {
        for (const Source& source : heads_) {
            const auto known = [&](const std::string& name) {
                return names_column(name) || std::any_of(std::begin(kFoundRoles), std::end(kFoundRoles),
                                                         [&](Role role) { return rank_name(role, name).has_value(); });
            };
            const auto value = [](const std::string& name) {
                return parse_decimal(name, DecimalMark::point).value || DateTally().count(name, 0);
            };
            const auto& names = source.header;
            if (std::none_of(names.begin(), names.end(), known) && std::any_of(names.begin(), names.end(), value)) {
                throw Error(Failure::content,
                            fmt::format("'{}' has no header (its first line holds {}; column names are "
                                        "needed there). Add a first line such as "
                                        "customer_id,date,amount in the order of the columns",
                                        source.file.path, list_names(names)));
            }
        }
    }

    void apply_option(const std::string& role_text, const std::string& column_text) {
        const auto role = role_of_name(role_text);
        if (!role) {
            throw Error(Failure::option, fmt::format("--columns {}={} names no role (known: customer, date, order, "
                                                     "quantity, price, total, attribute, ignored). Correct the role",
                                                     role_text, column_text));
        }
        if (column_text == kNobody) {
            closed_.insert(*role);
            return;
        }
        const auto column = find_column(column_text);
        if (!column) {
            throw Error(Failure::option,
                        fmt::format("--columns {}={} names no column of {} (columns: {}). Correct the name", role_text,
                                    column_text, files(), list_names(column_names())));
        }
        if (!is_free(*column)) {
            throw Error(Failure::option,
                        fmt::format("--columns gives column '{}' two roles ({} and {}). Name it once",
                                    map_.columns[*column].column, role_name(map_.columns[*column].role), role_text));
        }
        take(*column, *role, kNamedByOption);
    }

    void apply_study(const std::string& role_text, const std::string& column_text) {
        const auto role = role_of_name(role_text);
        RFMEANS_EXPECTS(role.has_value());
        if (column_text == kNobody) {
            closed_.insert(*role);
            return;
        }
        const auto column = find_column(column_text);
        if (!column || !is_free(*column)) {
            throw Error(
                Failure::content,
                fmt::format("column '{}', which is the {} in the study, is not among the columns of {} that are "
                            "left ({}). Name another one with --columns {}=NAME",
                            column_text, role_text, files(), list_names(free_names()), role_text));
        }
        take(*column, *role, "as in the study");
    }

    // A column that somebody named.
    void take(std::size_t column, Role role, std::string reason) {
        if (role == Role::date && evidence_[column].dates == 0 && evidence_[column].present > 0) {
            refuse_dates(column);
        }
        assign(column, role, std::move(reason));
    }

    // The exact name; else the only column of the same letters and digits.
    std::optional<std::size_t> find_column(const std::string& name) const {
        std::vector<std::size_t> alike;
        for (std::size_t i = 0; i < evidence_.size(); ++i) {
            if (evidence_[i].name == name) {
                return i;
            }
            if (normalise_name(evidence_[i].name) == normalise_name(name)) {
                alike.push_back(i);
            }
        }
        return alike.size() == 1 ? std::optional(alike.front()) : std::nullopt;
    }

    void find_by_name(Role role) {
        std::vector<std::pair<int, std::size_t>> named;
        for (std::size_t i = 0; i < evidence_.size(); ++i) {
            const auto rank = rank_name(role, evidence_[i].name);
            if (rank && is_free(i)) {
                named.emplace_back(*rank, i);
            }
        }
        std::sort(named.begin(), named.end());
        for (const auto& candidate : named) {
            if (fits_role(role, evidence_[candidate.second])) {
                const bool by_content = role != Role::customer && role != Role::order;
                assign(candidate.second, role, by_content ? "name and content" : "name");
                return;
            }
        }
        for (const auto& candidate : named) {
            if (nearly_fits_role(role, evidence_[candidate.second])) {
                assign(candidate.second, role, "name");
                return;
            }
        }
        if (role == Role::date && !named.empty()) {
            unreadable_dates_ = named.front().second;
        }
        if (role == Role::customer) {
            find_plain_id();
        }
    }

    // A column named just "id" is the customer's where ids come back, else it numbers the rows.
    void find_plain_id() {
        for (std::size_t i = 0; i < evidence_.size(); ++i) {
            const ColumnEvidence& column = evidence_[i];
            if (is_free(i) && normalise_name(column.name) == "id" &&
                static_cast<std::int64_t>(column.distinct.size()) < column.present) {
                assign(i, Role::customer, "name and content");
                return;
            }
        }
    }

    void find_date_by_content() {
        std::vector<std::size_t> dated;
        for (std::size_t i = 0; i < evidence_.size(); ++i) {
            const ColumnEvidence& column = evidence_[i];
            if (is_free(i) && column.present > 0 && column.evident_dates == column.present) {
                dated.push_back(i);
            }
        }
        if (dated.size() == 1) {
            assign(dated.front(), Role::date, "content");
        }
    }

    void check_needed() const {
        if (!map_.find(Role::date)) {
            if (unreadable_dates_) {
                refuse_dates(*unreadable_dates_);
            }
            refuse_missing(Role::date);
        }
        if (!map_.find(Role::customer)) {
            refuse_missing(Role::customer);
        }
        for (const Role role : kFoundRoles) {
            const auto column = map_.find(role);
            for (const Source& source : heads_) {
                const std::string name = column ? evidence_[*column].name : "";
                if (column && std::find(source.header.begin(), source.header.end(), name) == source.header.end()) {
                    throw Error(Failure::content,
                                fmt::format("'{}' has no column '{}' (the {} column of the other files; its columns: "
                                            "{}). Rename the column, or read the file on its own",
                                            source.file.path, name, role_name(role), list_names(source.header)));
                }
            }
        }
    }

    void give_up_partial_roles() {
        for (const Role role : kFoundRoles) {
            const auto column = map_.find(role);
            const auto lacks = [&](const Source& source) {
                return std::find(source.header.begin(), source.header.end(), evidence_[*column].name) ==
                       source.header.end();
            };
            if (column && std::any_of(heads_.begin(), heads_.end(), lacks)) {
                assign(*column, Role::attribute,
                       fmt::format("would be the {}, but is not in every file", role_name(role)));
            }
        }
    }

    [[noreturn]] void refuse_missing(Role role) const {
        throw Error(Failure::content,
                    fmt::format("no {} column was found in {} (columns: {}). Name it with --columns {}=NAME",
                                role_name(role), files(), list_names(column_names()), role_name(role)));
    }

    [[noreturn]] void refuse_dates(std::size_t column) const {
        throw Error(Failure::content,
                    fmt::format("column '{}' is not in a date format that is read ({}; read are {}). "
                                "{}, or name another column with --columns date=NAME",
                                evidence_[column].name, evidence_[column].example,
                                spec_.date_format ? describe_format(*spec_.date_format) : kDateFormats,
                                spec_.date_format ? "Correct --date-format" : "Rewrite the dates"));
    }

    void assign_rest(std::size_t i) {
        const char* useless = useless_name(evidence_[i].name);
        if (useless) {
            assign(i, Role::ignored, useless);
        } else {
            assign(i, Role::attribute, "any other column");
        }
    }

    std::string files() const {
        std::string text;
        for (const Source& source : heads_) {
            text += fmt::format("{}'{}'", text.empty() ? "" : ", ", source.file.path);
        }
        return text;
    }

    std::vector<std::string> free_names() const {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < evidence_.size(); ++i) {
            if (is_free(i)) {
                names.push_back(evidence_[i].name);
            }
        }
        return names;
    }

    std::vector<std::string> column_names() const {
        std::vector<std::string> names;
        for (const ColumnEvidence& column : evidence_) {
            names.push_back(column.name);
        }
        return names;
    }

    const std::vector<Source>& heads_;
    const IngestSpec& spec_;
    std::vector<ColumnEvidence> evidence_;
    RoleMap map_;
    std::set<Role> closed_;  // `--columns role=-`, or without a column in the study
    std::optional<std::size_t> unreadable_dates_;
};

}  // namespace

std::optional<std::size_t> RoleMap::find(Role role) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].role == role && !columns[i].reason.empty()) {
            return i;
        }
    }
    return std::nullopt;
}

std::string RoleMap::amount_source() const {
    const auto total = find(Role::total), price = find(Role::price), quantity = find(Role::quantity);
    if (total) {
        return fmt::format("total column '{}'", columns[*total].column);
    }
    if (price && quantity) {
        return fmt::format("'{}' x '{}'", columns[*quantity].column, columns[*price].column);
    }
    return price ? fmt::format("'{}', one unit a row", columns[*price].column) : "none";
}

RoleMap find_roles(const std::vector<Source>& heads, const IngestSpec& spec, NeededRoles needed) {
    return RoleFinder(heads, spec).find(needed);
}

}  // namespace rfmeans::ingest
