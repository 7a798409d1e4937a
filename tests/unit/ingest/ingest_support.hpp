// What the tests of this stage share.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "rfmeans/error.hpp"
#include "rfmeans/ingest.hpp"
#include "support/data_files.hpp"

namespace rfmeans::test {

/// The message of the Error that `act` throws; fails the test where it throws none, or one of another kind.
template <class Act>
std::string message_of(Failure failure, Act act) {
    try {
        act();
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), failure) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "no Error was thrown";
    return "";
}

/// Reads one file with the given content.
inline Transactions read_text(const std::string& content, const IngestSpec& spec = {}) {
    const TemporaryFolder folder;
    return read_transactions({folder.file("shop.csv", content)}, spec);
}

inline std::string refuse_text(const std::string& content, const IngestSpec& spec = {}) {
    return message_of(Failure::content, [&] { static_cast<void>(read_text(content, spec)); });
}

inline std::string refuse_files(Failure failure, const std::vector<std::string>& files) {
    return message_of(failure, [&] { static_cast<void>(read_transactions(files, {})); });
}

inline const std::string kTwoRows = "customer,date,total\n1,2020-01-01,5\n2,2020-01-02,7.5\n";

/// The message about a file that cannot be read.
inline std::string refuse_resource(const std::string& name, const std::string& content) {
    const TemporaryFolder folder;
    return refuse_files(Failure::resource, {folder.file(name, content)});
}

inline const ColumnRole& role_of(const Transactions& transactions, const std::string& column) {
    for (const ColumnRole& role : transactions.roles) {
        if (role.column == column) {
            return role;
        }
    }
    ADD_FAILURE() << "no column " << column;
    return transactions.roles.front();
}

inline const Column& attribute(const Transactions& transactions, const std::string& name) {
    for (const Column& column : transactions.attributes) {
        if (column.name == name) {
            return column;
        }
    }
    ADD_FAILURE() << "no attribute " << name;
    return transactions.attributes.front();
}

inline std::int64_t sum_amounts(const Transactions& transactions) {
    std::int64_t sum = 0;
    for (const std::int64_t amount : transactions.amount) {
        sum += amount;
    }
    return sum;
}

/// A row without the numbers that depend on the order of the files.
using PlainRow = std::tuple<std::string, std::int64_t, std::int64_t, int>;

inline std::vector<PlainRow> sorted_rows(const Transactions& transactions) {
    std::vector<PlainRow> rows;
    for (std::size_t i = 0; i < transactions.rows(); ++i) {
        const std::int32_t customer = transactions.customer[i];
        rows.emplace_back(customer < 0 ? "" : transactions.ids.text(static_cast<std::size_t>(customer)),
                          transactions.time[i], transactions.amount.empty() ? 0 : transactions.amount[i],
                          transactions.flags[i]);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

}  // namespace rfmeans::test
