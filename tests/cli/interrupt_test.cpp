#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "cli/cli_support.hpp"

namespace rfmeans::test {
namespace {

using Interrupt = CliTest;

/// Starts the program with its messages in a file.
pid_t start_program(const std::vector<std::string>& arguments, const std::string& messages) {
    const pid_t child = fork();
    if (child == 0) {
        const int file = open(messages.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(file, STDOUT_FILENO);
        dup2(file, STDERR_FILENO);
        std::vector<char*> argv;
        std::string program = RFMEANS_PROGRAM;
        std::vector<std::string> copies = arguments;
        argv.push_back(program.data());
        for (std::string& copy : copies) {
            argv.push_back(copy.data());
        }
        argv.push_back(nullptr);
        execv(program.c_str(), argv.data());
        _exit(127);
    }
    return child;
}

int interrupt_after(pid_t child, std::chrono::milliseconds time) {
    std::this_thread::sleep_for(time);
    kill(child, SIGINT);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(Interrupt, EndsASweepWith130AndNothingWritten) {
    const std::string shop = file("shop.csv", shop_csv(3000));
    // Far more work than fits into the seconds of this test.
    const pid_t child = start_program({"run", shop, "-o", path("out"), "-k", "50..400", "--seeds", "1e5"}, path("err"));
    EXPECT_EQ(interrupt_after(child, std::chrono::milliseconds(1500)), 130);
    EXPECT_THAT(read_text(path("err")), ::testing::HasSubstr("interrupted, nothing was written"));
    EXPECT_EQ(names_in(folder_.path()), (std::vector<std::string>{"err", "shop.csv"}));
}

TEST_F(Interrupt, RemovesTheHalfOfAFileThatIsBeingWritten) {
    const pid_t child = start_program({"synth", "-n", "1e9", "-o", path("shop.csv")}, path("err"));
    EXPECT_EQ(interrupt_after(child, std::chrono::milliseconds(500)), 130);
    EXPECT_EQ(names_in(folder_.path()), std::vector<std::string>{"err"});
}

}  // namespace
}  // namespace rfmeans::test
