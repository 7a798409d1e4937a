#include "cli/child_program.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace rfmeans::test {

pid_t start_program(const std::string& program, const std::vector<std::string>& arguments,
                    const std::string& messages) {
    const pid_t child = fork();
    if (child == 0) {
        const int file = open(messages.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(file, STDOUT_FILENO);
        dup2(file, STDERR_FILENO);
        std::vector<char*> argv;
        std::string name = program;
        std::vector<std::string> copies = arguments;
        argv.push_back(name.data());
        for (std::string& copy : copies) {
            argv.push_back(copy.data());
        }
        argv.push_back(nullptr);
        execv(name.c_str(), argv.data());
        _exit(127);
    }
    if (child < 0) {  // kill(-1) would be for every process there is
        throw std::runtime_error("fork failed");
    }
    return child;
}

int wait_for_end(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool has_ended(pid_t child) {
    siginfo_t info{};
    return waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == child;
}

}  // namespace rfmeans::test
