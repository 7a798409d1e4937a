#include "cli/fitting_table.hpp"

#include <gmock/gmock.h>

namespace rfmeans::cli {
namespace {

TEST(FittingTable, LeavesOutWhatDoesNotFitTheLeastImportantFirst) {
    FittingTable table({{"name", 0}, {"more", 1}, {"most", 2}});
    table.add({"a", "12345678", "87654321"});
    EXPECT_THAT(table.text(80), testing::HasSubstr("87654321"));
    EXPECT_EQ(table.text(20), "name      more\na     12345678\n");
    EXPECT_EQ(table.text(10), "name\na\n");
}

TEST(FittingTable, BreaksTheLastColumnAtBlanks) {
    FittingTable table({{"rows", 0}, {"what", 0}});
    table.add({"12", "one two three four"});
    EXPECT_EQ(table.text(15), "rows  what\n  12  one two\n      three\n      four\n");
}

TEST(FittingTable, IsNothingWithoutRows) {
    EXPECT_EQ(FittingTable({{"rows", 0}}).text(80), "");
}

TEST(Shortened, CountsCharactersAndNotBytes) {
    EXPECT_EQ(shortened("Köln", 4), "Köln");
    EXPECT_EQ(shortened("Kölner", 4), "Köl…");
}

TEST(BlockChart, ShowsEveryBinThatIsNotEmpty) {
    EXPECT_EQ(block_chart({1000, 1, 0, 500}, 4), "█▁ ▄");
    EXPECT_EQ(block_chart({1, 1, 4, 4}, 2), "▂█");
    EXPECT_EQ(block_chart({}, 5), "");
}

TEST(Bar, IsInEighths) {
    EXPECT_EQ(bar(0.5, 4), "██");
    EXPECT_EQ(bar(1.0 / 32, 4), "▏");
    EXPECT_EQ(bar(-3, 4), "");
}

}  // namespace
}  // namespace rfmeans::cli
