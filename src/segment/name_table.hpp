#pragma once

namespace rfmeans::segment {

enum class RecencyLevel { recent, cooling, lapsed };
enum class FrequencyLevel { once, low, middle, high };
enum class SpendLevel { low, middle, high };

struct TableWords {
    const char* name;
    const char* action;
};

/// The cell of the table with amounts; every cell has a name of its own.
[[nodiscard]] TableWords words_with_spend(RecencyLevel recency, FrequencyLevel frequency, SpendLevel spend);

/// The cell of the table without amounts.
[[nodiscard]] TableWords words_without_spend(RecencyLevel recency, FrequencyLevel frequency);

}  // namespace rfmeans::segment
