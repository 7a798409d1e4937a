#include "rfmeans/module_file.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

#include "support/data_files.hpp"

namespace rfmeans {
namespace {

using testing::HasSubstr;

OpenedModule open_named(const std::string& file) {
    setenv("RFMEANS_TEST_MODULE", file.c_str(), 1);
    OpenedModule opened = open_module({.file = "librfmeans_test.so",
                                       .variable = "RFMEANS_TEST_MODULE",
                                       .symbol = "rfmeans_test_module",
                                       .version = 1,
                                       .absent = "this build has no test module"});
    unsetenv("RFMEANS_TEST_MODULE");
    return opened;
}

TEST(ModuleFile, SaysWhyThereIsNone) {
    EXPECT_EQ(open_module({.file = "librfmeans_test.so",
                           .variable = "RFMEANS_TEST_MODULE",
                           .symbol = "rfmeans_test_module",
                           .version = 1,
                           .absent = "this build has no test module"})
                  .reason,
              "this build has no test module");
    EXPECT_THAT(open_named("/nowhere/x.so").reason, HasSubstr("names '/nowhere/x.so', which is not there"));
    const test::TemporaryFolder folder;
    EXPECT_THAT(open_named(folder.file("x.so", "no library")).reason, HasSubstr("does not load: "));
    const OpenedModule other = open_named("libm.so.6");
    EXPECT_EQ(other.module, nullptr);
    EXPECT_EQ(other.reason, "'libm.so.6' belongs to another version of rfmeans");
}

}  // namespace
}  // namespace rfmeans
