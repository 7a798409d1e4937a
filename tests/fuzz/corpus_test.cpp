// The saved inputs of the fuzzer, replayed where there is no fuzzer.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "fuzz/check_reader.hpp"
#include "fuzz/naive_parser.hpp"
#include "support/data_files.hpp"

namespace rfmeans::test {
namespace {

struct SavedInput {
    std::string name, bytes;
};

std::vector<SavedInput> corpus() {
    const std::filesystem::path folder = source_folder() / "tests/fuzz/corpus";
    std::vector<SavedInput> inputs;
    for (const std::string& name : names_in(folder)) {
        std::ostringstream bytes;
        bytes << std::ifstream(folder / name, std::ios::binary).rdbuf();
        inputs.push_back({name, bytes.str()});
    }
    return inputs;
}

TEST(FuzzCorpus, HoldsInputs) {
    EXPECT_GT(corpus().size(), 30U);
}

TEST(FuzzCorpus, IsSplitAsByTheNaiveParserUnderEveryDelimiter) {
    for (const SavedInput& input : corpus()) {
        for (const char delimiter : {',', ';', '\t', '|', ' '}) {
            EXPECT_EQ(check_split(input.bytes, delimiter), "") << input.name;
        }
    }
}

TEST(FuzzCorpus, IsReadWithEveryRowUsedOrRejectedOrRefusedByAnError) {
    const TemporaryFolder folder;
    const std::string scratch = (folder.path() / "input").string();
    for (const SavedInput& input : corpus()) {
        EXPECT_EQ(check_reader(input.bytes, scratch), "") << input.name;
    }
}

// The quoted text may be 1 MiB long: beyond the inputs that a fuzzer makes.
TEST(NaiveParser, AgreesAboutTheLongestQuotedField) {
    for (const std::size_t length : {std::size_t{1} << 20, (std::size_t{1} << 20) + 1}) {
        const std::string text = fmt::format("\"{}\",b\nc,d\n", std::string(length, 'x'));
        EXPECT_EQ(check_split(text, ','), "");
        EXPECT_EQ(split_naively(text, ',').front().unclosed_quote, length > (std::size_t{1} << 20));
    }
}

// Worked by hand, so that both parsers cannot be wrong alike.
TEST(NaiveParser, FollowsTheRulesOfTheReadme) {
    const auto records = split_naively(" a ,\"b, \"\"c\"\"\nd\" e,\r\n\n\"x,y", ',');
    ASSERT_EQ(records.size(), 3U);
    EXPECT_EQ(records[0].fields, (std::vector<std::string>{"a", "b, \"c\"\nde", ""}));
    EXPECT_EQ(records[0].text, " a ,\"b, \"\"c\"\"\nd\" e,");
    EXPECT_TRUE(records[1].blank);
    EXPECT_EQ(records[1].line, 3);
    EXPECT_TRUE(records[2].unclosed_quote);
    EXPECT_EQ(records[2].fields, (std::vector<std::string>{"\"x,y"}));
    EXPECT_EQ(records[2].line, 4);
}

}  // namespace
}  // namespace rfmeans::test
