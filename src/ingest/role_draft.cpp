#include "ingest/role_draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/column_names.hpp"
#include "ingest/date_parser.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {

RoleDraft::RoleDraft(const std::vector<Source>& heads, const IngestSpec& spec)
    : heads_(heads), spec_(spec), evidence_(gather_evidence(heads, spec.date_format)) {
    for (const ColumnEvidence& column : evidence_) {
        map_.columns.push_back({.column = column.name, .role = Role::ignored, .reason = ""});
    }
}

void RoleDraft::assign(std::size_t column, Role role, std::string reason) {
    map_.columns[column].role = role;
    map_.columns[column].reason = std::move(reason);
}

std::optional<std::size_t> RoleDraft::find_column(const std::string& name) const {
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

std::vector<std::size_t> RoleDraft::find_named(Role role) const {
    std::vector<std::pair<int, std::size_t>> ranked;
    for (std::size_t i = 0; has_header() && i < evidence_.size(); ++i) {
        const auto rank = rank_name(role, evidence_[i].name);
        if (rank && is_free(i)) {
            ranked.emplace_back(*rank, i);
        }
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::size_t> named;
    for (const auto& [rank, column] : ranked) {
        named.push_back(column);
    }
    return named;
}

std::vector<std::string> RoleDraft::names() const {
    std::vector<std::string> names;
    for (const ColumnEvidence& column : evidence_) {
        names.push_back(column.name);
    }
    return names;
}

std::vector<std::string> RoleDraft::free_names() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < evidence_.size(); ++i) {
        if (is_free(i)) {
            names.push_back(evidence_[i].name);
        }
    }
    return names;
}

std::string RoleDraft::files() const {
    std::string text;
    for (const Source& source : heads_) {
        text += fmt::format("{}'{}'", text.empty() ? "" : ", ", source.file.path);
    }
    return text;
}

void RoleDraft::refuse_missing(Role role) const {
    throw Error(Failure::content,
                fmt::format("no {} column was found in {} ({}columns: {}). Name it with --columns {}={}",
                            role_name(role), files(), has_header() ? "" : "without a header; ", list_names(names()),
                            role_name(role), has_header() ? "NAME" : "\"column 1\""));
}

void RoleDraft::refuse_dates(std::size_t column) const {
    throw Error(Failure::content, fmt::format("column '{}' is not in a date format that is read ({}; read are {}). "
                                              "{}, or name another column with --columns date=NAME",
                                              evidence_[column].name, evidence_[column].example,
                                              spec_.date_format ? describe_format(*spec_.date_format) : kDateFormats,
                                              spec_.date_format ? "Correct --date-format" : "Rewrite the dates"));
}

}  // namespace rfmeans::ingest
