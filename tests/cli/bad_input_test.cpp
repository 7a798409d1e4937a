#include "cli/cli_support.hpp"

namespace rfmeans::test {
namespace {

const std::string kHeader = "customer_id,order_id,order_date,quantity,unit_price\n";

using BadInput = CliTest;

TEST_F(BadInput, MissingFileIsNamed) {
    expect_run_fails(path("nowhere.csv"), 1, {"nowhere.csv"});
}

TEST_F(BadInput, FolderIsNoTransactionFile) {
    std::filesystem::create_directory(path("folder"));
    expect_run_fails(path("folder"), 1, {"folder"});
}

TEST_F(BadInput, EmptyFileHasNothingToRead) {
    expect_run_fails(file("empty.csv", ""), 3, {"empty.csv", "empty"});
}

TEST_F(BadInput, HeaderAloneHasNoRows) {
    expect_run_fails(file("header.csv", kHeader), 3, {"header.csv"});
}

TEST_F(BadInput, BinaryGarbageIsNoText) {
    std::string garbage;
    for (unsigned i = 0; i < 4096; ++i) {
        garbage += static_cast<char>(i * 2'654'435'761U >> 24);
    }
    expect_run_fails(file("garbage.csv", garbage), 3, {"garbage.csv"});
}

TEST_F(BadInput, WithoutDatesTheColumnsAndTheOptionAreNamed) {
    expect_run_fails(file("shop.csv", "customer_id,amount\n1,2.50\n2,3.50\n"), 3, {"date", "--columns", "customer_id"});
}

TEST_F(BadInput, WithoutCustomersTheColumnsAndTheOptionAreNamed) {
    expect_run_fails(file("shop.csv", "order_date,amount\n2024-01-01,2.50\n2024-01-02,3.50\n"), 3,
                     {"customer", "--columns", "order_date"});
}

TEST_F(BadInput, OneCustomerCannotBeSplit) {
    expect_run_fails(file("shop.csv", kHeader + "1,10,2024-01-01,1,2.50\n1,11,2024-02-01,1,3.50\n"), 3, {"k=2"});
}

TEST_F(BadInput, FileOfRejectsQuotesOne) {
    expect_run_fails(file("shop.csv", kHeader + "1,10,someday,1,2.50\n2,11,never,1,3.50\n"), 3, {"shop.csv"},
                     {"--columns", "customer=customer_id,date=order_date"});
}

TEST_F(BadInput, ShopOfReturnsAloneHasNothingLeft) {
    expect_run_fails(file("shop.csv", kHeader + "1,10,2024-01-01,-1,2.50\n2,11,2024-01-02,-2,3.50\n"), 3, {"return"});
}

TEST_F(BadInput, SingleKAboveTheDistinctCustomersIsRefused) {
    expect_run_fails(file("shop.csv", shop_csv(4)), 3, {"k=9", "4 distinct", "-k"}, {"-k", "9"});
}

TEST_F(BadInput, RangeAboveTheDistinctCustomersIsRefusedWhereNothingIsLeft) {
    expect_run_fails(file("shop.csv", shop_csv(4)), 3, {"4 distinct"}, {"-k", "9..12"});
}

TEST_F(BadInput, RangeIsCutAtTheDistinctCustomersWithAWarning) {
    const Outcome outcome = run_command(
        {"run", file("shop.csv", shop_csv(4)), "-o", path("out"), "-k", "2..12", "--seeds", "1", "--device", "cpu"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("warning: "));
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("4"));
}

TEST_F(BadInput, StudyThatIsMissingIsNamed) {
    for (const std::string command : {"info", "sweep", "segment", "verify"}) {
        const Outcome outcome = run_command({command, path("nowhere.h5")});
        EXPECT_EQ(outcome.code, 1) << command;
        EXPECT_THAT(outcome.err, ::testing::HasSubstr("nowhere.h5")) << command;
    }
}

TEST_F(BadInput, TextIsNoStudy) {
    const Outcome outcome = run_command({"info", file("study.h5", "this is no study\n")});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("HDF5"));
}

TEST_F(BadInput, StepBeforeIsNamedWhereTheStudyLacksIt) {
    ASSERT_EQ(run_command({"ingest", file("shop.csv", shop_csv(20)), "-o", path("study.h5")}).code, 0);
    const Outcome outcome = run_command({"segment", path("study.h5"), "--device", "cpu"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("rfmeans sweep"));
}

TEST_F(BadInput, PointsThatAreNoNumbersNameTheCell) {
    const Outcome outcome = run_command(
        {"sweep", "--points", file("points.csv", "a,b\n1,2\n3,x\n"), "-o", path("out"), "-k", "1", "--device", "cpu"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.err, ::testing::HasSubstr("x"));
    EXPECT_EQ(names_in(folder_.path()), std::vector<std::string>{"points.csv"});
}

}  // namespace
}  // namespace rfmeans::test
