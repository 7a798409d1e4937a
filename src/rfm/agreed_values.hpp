// The values of one attribute, customer by customer: most customers have but one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "rfm/attributes.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::rfm {

template <class Value>
class AgreedValues {
public:
    /// A value of some rows, not missing.
    void add(std::uint32_t customer, Value value, std::int64_t rows) {
        if (customer >= own_.size()) {
            own_.resize(customer + std::size_t{1});
        }
        Weighted<Value>& own = own_[customer];
        if (own.rows == 0) {
            own = {value, rows};
        } else if (own.rows > 0 && own.value == value) {
            own.rows += rows;
        } else {
            if (own.rows > 0) {
                others_.push_back({customer, own});
                own.rows = kSeveral;
            }
            others_.push_back({customer, {value, rows}});
        }
    }

    /// One value for each customer with a place among the `kept`: the one he has, or what `of` makes of his several.
    template <class Of>
    [[nodiscard]] std::vector<Value> summarise(const std::vector<std::int32_t>& place, std::size_t kept, Value missing,
                                               const Of& of) {
        std::vector<Value> values(kept, missing);
        const std::size_t customers = std::min(own_.size(), place.size());
        for (std::size_t i = 0; i < customers; ++i) {
            if (place[i] != kNoCustomer && own_[i].rows > 0) {
                values[static_cast<std::size_t>(place[i])] = own_[i].value;
            }
        }
        std::vector<std::size_t> ends(own_.size() + 1);
        std::vector<Weighted<Value>> several = others_by_customer(ends);
        for (std::size_t i = 0; i < customers; ++i) {
            if (place[i] != kNoCustomer && own_[i].rows == kSeveral) {
                const std::size_t start = i == 0 ? 0 : ends[i - 1];
                values[static_cast<std::size_t>(place[i])] = of(std::span(several).subspan(start, ends[i] - start));
            }
        }
        return values;
    }

    void clear() {
        own_.clear();
        others_.clear();
    }

private:
    static constexpr std::int64_t kSeveral = -1;  // in place of the rows

    struct Other {
        std::uint32_t customer;
        Weighted<Value> value;
    };

    // A counting sort; `ends` [customers + 1] is behind each one's values in the end, and 0 before.
    [[nodiscard]] std::vector<Weighted<Value>> others_by_customer(std::vector<std::size_t>& ends) const {
        for (const Other& other : others_) {
            ++ends[other.customer + std::size_t{1}];
        }
        std::partial_sum(ends.begin(), ends.end(), ends.begin());
        std::vector<Weighted<Value>> sorted(others_.size());
        for (const Other& other : others_) {
            sorted[ends[other.customer]++] = other.value;
        }
        return sorted;
    }

    std::vector<Weighted<Value>> own_;  // [customers]; without rows: no value yet
    std::vector<Other> others_;         // all values of those who have several
};

}  // namespace rfmeans::rfm
