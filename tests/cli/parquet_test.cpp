#include <algorithm>

#include "cli/cli_support.hpp"
#include "support/parquet_files.hpp"

namespace rfmeans::test {
namespace {

using ::testing::HasSubstr;

class ParquetRun : public CliTest {};

TEST_F(ParquetRun, GivesTheCustomersOfTheSameShopAsCsvAndGzip) {
    RFMEANS_NEED_PARQUET_FILES(folder);
    std::vector<std::string> customers;
    for (const std::string shop : {"shop.csv", "shop.csv.gz", "shop.parquet"}) {
        const std::string results = path("out" + std::to_string(customers.size()));
        const Outcome outcome =
            run_command({"run", folder + shop, "-o", results, "-k", "2..4", "--seeds", "2", "--device", "cpu"});
        ASSERT_EQ(outcome.code, 0) << outcome.err;
        customers.push_back(read_text(results + "/customers.csv"));
    }
    EXPECT_GT(std::count(customers[0].begin(), customers[0].end(), '\n'), 50);
    EXPECT_EQ(customers[1], customers[0]);
    EXPECT_EQ(customers[2], customers[0]);
}

TEST_F(ParquetRun, DevicesSayWhetherParquetIsRead) {
#ifdef RFMEANS_HAS_PARQUET
    EXPECT_THAT(run_command({"devices"}).out, HasSubstr("Parquet files are read by Arrow C++ "));
#else
    EXPECT_THAT(run_command({"devices"}).out, HasSubstr("Parquet files cannot be read: no Arrow C++ was found"));
#endif
    EXPECT_THAT(run_command({"devices", "--json"}).out, HasSubstr("\"no_parquet_because\": \""));
}

}  // namespace
}  // namespace rfmeans::test
