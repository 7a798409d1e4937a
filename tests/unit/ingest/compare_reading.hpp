// Reading in chunks against reading one by one.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "unit/ingest/rows_reference.hpp"

namespace rfmeans::test {

void expect_same_data(const ReadData& expected, const ReadData& found, const std::string& what);

/// Reads in chunks of these sizes on these numbers of threads, by rows and by columns, as one by one. `what` is shown
/// where they differ.
void compare_reading(ingest::RowsPlan plan, std::span<const std::size_t> chunks, const std::string& what,
                     const std::vector<int>& threads_of = {1, 2, 3});

}  // namespace rfmeans::test
