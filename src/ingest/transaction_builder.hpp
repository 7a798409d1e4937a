// Parsed rows → columns of transactions.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "ingest/amount_range.hpp"
#include "ingest/attributes.hpp"
#include "ingest/currencies.hpp"
#include "ingest/row_parser.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::ingest {

class TransactionBuilder {
public:
    explicit TransactionBuilder(const RoleMap& roles);

    /// The following rows are of this file.
    void begin_file(const Source& source);

    /// Adds the row, or says what is wrong with it.
    [[nodiscard]] std::optional<RowProblem> add(const Record& record);

    [[nodiscard]] const DateTally& dates() const { return dates_; }  ///< the date column of all rows added

    [[nodiscard]] std::size_t rows() const { return result_.time.size(); }

    /// Ids, orders, amounts, attributes, roles and warnings. Errors: Error{content} amounts that no common unit holds.
    [[nodiscard]] Transactions finish();

private:
    void finish_customers();
    void finish_orders();
    void finish_amounts();
    void finish_warnings();
    void finish_attributes();

    RoleMap roles_;
    RowLayout layout_;
    std::vector<std::string> files_;
    std::vector<std::optional<std::size_t>> attribute_places_;  // of the current file, one an attribute
    bool all_semicolons_ = true;
    DateTally dates_;

    Transactions result_;
    Dictionary customers_, orders_;
    std::vector<std::uint8_t> scales_;  // of result_.amount, row by row, until finish
    std::deque<RawColumn> attributes_;  // they do not move
    CurrencyCounts currencies_;
    AmountRange range_;
};

}  // namespace rfmeans::ingest
