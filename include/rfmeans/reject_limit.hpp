// How many rows of a file may be rejected: `--max-rejects N|P%`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace rfmeans {

class RejectLimit {
public:
    /// A share of the rows that are not blank, 0 to 1.
    /// Implicit, so that a spec may say `.max_rejects = 0.2`.
    constexpr RejectLimit(double share) : share_(share) {}
    /// A number of rows of each file.
    [[nodiscard]] static constexpr RejectLimit rows(std::int64_t most) {
        RejectLimit limit(0);
        limit.rows_ = most;
        return limit;
    }

    /// Whether that many of `all` rows may be rejected.
    [[nodiscard]] bool allows(std::int64_t rejected, std::int64_t all) const;
    /// Whether it is a share of 0 to 1 or a number of rows from 0.
    [[nodiscard]] bool valid() const;
    /// As `--max-rejects` takes it: "20%", "100".
    [[nodiscard]] std::string text() const;
    /// In words: "20% of the rows", "100 rows".
    [[nodiscard]] std::string words() const;

private:
    double share_;
    std::optional<std::int64_t> rows_ = {};  ///< in place of the share
};

}  // namespace rfmeans
