// The files as written: every column as text, for the profile.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "ingest/attributes.hpp"
#include "ingest/roles.hpp"

namespace rfmeans::ingest {

/// All columns of all rows that have the shape of their header.
class RawTable {
public:
    explicit RawTable(const RoleMap& roles);

    /// `transaction`: the row's index among the transactions, -1 where it was rejected.
    void add(const Source& source, const Record& record, std::int64_t transaction);

    [[nodiscard]] const std::deque<RawColumn>& columns() const { return columns_; }
    [[nodiscard]] const std::vector<std::int64_t>& transactions() const { return transactions_; }  ///< [rows]
    [[nodiscard]] std::size_t rows() const { return transactions_.size(); }
    [[nodiscard]] CommaNumbers commas() const { return commas_; }

    /// Rows equal in every column to an earlier one.
    [[nodiscard]] std::vector<std::size_t> find_duplicates() const;

private:
    [[nodiscard]] std::uint64_t hash_row(std::size_t row) const;
    [[nodiscard]] bool are_equal(std::size_t a, std::size_t b) const;

    std::deque<RawColumn> columns_;  // they do not move
    std::vector<std::int64_t> transactions_;
    std::string file_, sha256_;        // whose places are known; several files may be of standard input, "-"
    std::vector<std::size_t> places_;  // of the columns in it; beyond the header: not there
    CommaNumbers commas_ = CommaNumbers::read;
};

}  // namespace rfmeans::ingest
