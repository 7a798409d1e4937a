// Numbers with their counts in ascending order, beyond a limit of memory sorted on disk.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/spill_file.hpp"

namespace rfmeans::ingest {

struct CountedNumber {
    double key = 0;
    std::int64_t count = 0;
};

class NumberSorter {
public:
    NumberSorter(std::size_t memory_bytes, std::string spill_folder)
        : most_(memory_bytes / sizeof(CountedNumber)), folder_(std::move(spill_folder)) {}

    /// A finite number that occurs `count` times.
    void add(double value, std::int64_t count);

    [[nodiscard]] std::int64_t total() const { return total_; }

    /// Each number once, ascending; may be repeated.
    void visit(const std::function<void(const CountedNumber&)>& seen);

private:
    struct Run {
        std::int64_t begin = 0, end = 0;
    };
    class Reader;

    void sort();
    void spill();

    std::size_t most_;  // numbers in memory
    std::string folder_;
    std::size_t sorted_ = 0;
    std::vector<CountedNumber> numbers_;
    std::unique_ptr<SpillFile> file_;
    std::vector<Run> runs_;
    std::int64_t total_ = 0;
};

}  // namespace rfmeans::ingest
