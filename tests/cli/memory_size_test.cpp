#include "cli/memory_size.hpp"

#include <gtest/gtest.h>

#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

TEST(ParseMemory, ReadsBinaryAndDecimalUnitsAndShares) {
    EXPECT_EQ(parse_memory("65536"), 65'536);
    EXPECT_EQ(parse_memory("512MiB"), 536'870'912);
    EXPECT_EQ(parse_memory("2GB"), 2'000'000'000);
    EXPECT_EQ(parse_memory("1.5 gib"), 1'610'612'736);
    EXPECT_EQ(parse_memory("4k"), 4'096);
    EXPECT_EQ(parse_memory("50%"), usable_memory() / 2);
}

TEST(ParseMemory, RefusesWhatIsNoSize) {
    for (const char* text : {"", "0", "-1", "much", "1XB", "101%", "nan", "inf", "1e30", "%", "0.1"}) {
        EXPECT_THROW(static_cast<void>(parse_memory(text)), Error) << text;
    }
}

}  // namespace
}  // namespace rfmeans::cli
