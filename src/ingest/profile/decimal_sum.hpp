// Exact sums of decimals of any scales.
#pragma once

#include <string>

#include "ingest/decimal.hpp"

namespace rfmeans::ingest {

/// A sum as whole units and 10^-18ths, so that none of up to 10^19 terms of 64 bits and 18 places is too large for it.
class DecimalSum {
public:
    void add(const Decimal& value);
    void add(const DecimalSum& other);

    /// With so many places after the point, none of which may be cut: "8911407.904".
    [[nodiscard]] std::string text(int decimals) const;

private:
    void carry();

    Int128 whole_ = 0;
    std::int64_t parts_ = 0;  // of 10^18, 0 and more
};

}  // namespace rfmeans::ingest
