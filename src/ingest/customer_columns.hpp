// Rows of tables of customers → columns, ascending by id.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/attributes.hpp"
#include "ingest/customer_parser.hpp"
#include "rfmeans/customer_table.hpp"

namespace rfmeans::ingest {

class CustomerColumns {
public:
    explicit CustomerColumns(const RoleMap& roles);

    /// The following rows are of this file.
    void begin_file(const Source& source);

    /// Adds the row, or says what is wrong with it. Rows count from 1 over all files, wrong ones too.
    [[nodiscard]] std::optional<RowProblem> add(const Record& record);

    [[nodiscard]] const DateTally& dates() const { return dates_; }

    /// Errors: Error{content} amounts that no common unit holds.
    [[nodiscard]] CustomerTable finish();

private:
    struct Row {
        std::string id;
        std::int64_t last_time = 0;
        Decimal recency, frequency, monetary;
    };

    void finish_measures(const std::vector<std::size_t>& order, CustomerTable& table) const;
    void finish_ids(const std::vector<std::size_t>& order, CustomerTable& table) const;

    RoleMap roles_;
    CustomerLayout layout_;
    std::string file_;
    bool all_semicolons_ = true;
    DateTally dates_;
    std::int64_t row_ = 0;
    std::vector<Row> rows_;
    std::unordered_map<std::string, std::string> places_;  // of ids: "line 3 of 'a.csv'"
    std::deque<RawColumn> attributes_;                     // they do not move
    std::vector<std::size_t> attribute_places_;
};

}  // namespace rfmeans::ingest
