#include <signal.h>

#include <chrono>
#include <thread>

#include "cli/child_program.hpp"
#include "cli/cli_support.hpp"

namespace rfmeans::test {
namespace {

using Interrupt = CliTest;

int interrupt_after(pid_t child, std::chrono::milliseconds time) {
    std::this_thread::sleep_for(time);
    kill(child, SIGINT);
    return wait_for_end(child);
}

TEST_F(Interrupt, EndsASweepWith130AndNothingWritten) {
    const std::string shop = file("shop.csv", shop_csv(3000));
    // Far more work than fits into the seconds of this test.
    const pid_t child = start_program(RFMEANS_PROGRAM,
                                      {"run", shop, "-o", path("out"), "-k", "50..400", "--seeds", "1e5"}, path("err"));
    EXPECT_EQ(interrupt_after(child, std::chrono::milliseconds(1500)), 130);
    EXPECT_THAT(read_text(path("err")), ::testing::HasSubstr("interrupted, nothing was written"));
    EXPECT_EQ(names_in(folder_.path()), (std::vector<std::string>{"err", "shop.csv"}));
}

TEST_F(Interrupt, RemovesTheHalfOfAFileThatIsBeingWritten) {
    const pid_t child = start_program(RFMEANS_PROGRAM, {"synth", "-n", "1e9", "-o", path("shop.csv")}, path("err"));
    EXPECT_EQ(interrupt_after(child, std::chrono::milliseconds(500)), 130);
    EXPECT_EQ(names_in(folder_.path()), std::vector<std::string>{"err"});
}

}  // namespace
}  // namespace rfmeans::test
