#include "ingest/raw_table.hpp"

#include <algorithm>
#include <unordered_set>

#include "ingest/row_parser.hpp"

namespace rfmeans::ingest {

RawTable::RawTable(const RoleMap& roles) {
    for (const ColumnRole& column : roles.columns) {
        columns_.emplace_back().name = column.column;
    }
}

void RawTable::add(const Source& source, const Record& record, std::int64_t transaction) {
    if (check_shape(record, source.header.size())) {
        return;
    }
    if (file_ != source.file.path || sha256_ != source.file.sha256) {
        file_ = source.file.path;
        sha256_ = source.file.sha256;
        places_.clear();
        for (const RawColumn& column : columns_) {
            const auto found = std::find(source.header.begin(), source.header.end(), column.name);
            places_.push_back(static_cast<std::size_t>(found - source.header.begin()));
        }
        if (source.dialect.delimiter != ';') {
            commas_ = CommaNumbers::refused;
        }
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        columns_[i].add(places_[i] < source.header.size() ? record.fields[places_[i]] : std::string_view{});
    }
    transactions_.push_back(transaction);
}

std::uint64_t RawTable::hash_row(std::size_t row) const {
    std::uint64_t hash = 0;
    for (const RawColumn& column : columns_) {
        // The finaliser of MurmurHash3 over a running value.
        hash ^= static_cast<std::uint32_t>(column.codes[row]) + 0x9E3779B97F4A7C15U + (hash << 6U);
        hash = (hash ^ (hash >> 33U)) * 0xFF51AFD7ED558CCDU;
        hash ^= hash >> 33U;
    }
    return hash;
}

bool RawTable::are_equal(std::size_t a, std::size_t b) const {
    return std::all_of(columns_.begin(), columns_.end(),
                       [&](const RawColumn& column) { return column.codes[a] == column.codes[b]; });
}

std::vector<std::size_t> RawTable::find_duplicates() const {
    const auto hash = [this](std::size_t row) { return static_cast<std::size_t>(hash_row(row)); };
    const auto equal = [this](std::size_t a, std::size_t b) { return are_equal(a, b); };
    std::unordered_set<std::size_t, decltype(hash), decltype(equal)> seen(rows() + 1, hash, equal);
    std::vector<std::size_t> duplicates;
    for (std::size_t row = 0; row < rows(); ++row) {
        if (!seen.insert(row).second) {
            duplicates.push_back(row);
        }
    }
    return duplicates;
}

}  // namespace rfmeans::ingest
