// What happens when a study cannot be written, or the program dies while it writes.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

#include "rfmeans/error.hpp"
#include "rfmeans/store.hpp"
#include "store/file_lock.hpp"
#include "support/data_files.hpp"
#include "unit/store/example_study.hpp"

namespace rfmeans::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

// The message of the error of saving; "saved" where there is none.
std::string failure_of_saving(const Study& study, const std::string& path) {
    try {
        save_study(study, path);
        return "saved";
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), Failure::resource);
        return error.what();
    }
}

// Runs `body` in another process; true where it returned true.
template <class Body>
bool in_other_process(Body body) {
    const pid_t child = fork();
    if (child == 0) {
        _exit(body() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

class SaveStudy : public testing::Test {
protected:
    TemporaryFolder folder_;
    std::string path_ = (folder_.path() / "study.h5").string();
};

TEST_F(SaveStudy, ReplacesAnOlderStudyAndLeavesNothingElse) {
    save_study(full_study(), path_);
    save_study(large_study(10, "new"), path_);
    expect_same(load_study(path_), large_study(10, "new"));
    EXPECT_THAT(names_in(folder_.path()), ElementsAre("study.h5"));
}

TEST_F(SaveStudy, KeepsTheAccessRightsOfTheOlderStudyAndTheLinkToIt) {
    save_study(full_study(), path_);
    chmod(path_.c_str(), 0600);
    const std::string link = (folder_.path() / "link.h5").string();
    std::filesystem::create_symlink("study.h5", link);
    save_study(large_study(10, "new"), link);
    EXPECT_TRUE(std::filesystem::is_symlink(link));
    expect_same(load_study(path_), large_study(10, "new"));
    EXPECT_EQ(std::filesystem::status(path_).permissions(), std::filesystem::perms(0600));
}

TEST_F(SaveStudy, SaysThatTheFolderIsNotThere) {
    const std::string path = (folder_.path() / "no" / "study.h5").string();
    EXPECT_THAT(failure_of_saving(full_study(), path), AllOf(HasSubstr(path), HasSubstr("No such file or directory")));
    EXPECT_TRUE(names_in(folder_.path()).empty());
}

TEST_F(SaveStudy, SaysThatTheFolderMayNotBeWritten) {
    if (geteuid() == 0) {
        EXPECT_THAT(failure_of_saving(full_study(), "/proc/study.h5"),
                    AllOf(HasSubstr("'/proc/study.h5' cannot be written"), HasSubstr("failed: ")));
        return;  // root may write everywhere else
    }
    chmod(folder_.path().c_str(), 0500);
    EXPECT_THAT(failure_of_saving(full_study(), path_), AllOf(HasSubstr(path_), HasSubstr("Permission denied")));
    chmod(folder_.path().c_str(), 0700);
}

TEST_F(SaveStudy, RefusesToReplaceAFolderOrADevice) {
    EXPECT_THAT(failure_of_saving(full_study(), folder_.path().string()), HasSubstr("it is a folder"));
    EXPECT_THAT(failure_of_saving(full_study(), "/dev/null"), HasSubstr("it is no regular file"));
}

// A limit on the size of files fails writes half-way, as a full disk does, and needs no rights.
TEST_F(SaveStudy, LeavesTheOldStudyAndNothingElseWhenWritingFailsHalfway) {
    save_study(full_study(), path_);
    const bool failed_well = in_other_process([&] {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{64 * 1024, 64 * 1024};
        setrlimit(RLIMIT_FSIZE, &limit);
        const std::string message = failure_of_saving(large_study(100'000, "new"), path_);
        return message.find("File too large") != std::string::npos && message.find(path_) != std::string::npos;
    });
    EXPECT_TRUE(failed_well);
    expect_same(load_study(path_), full_study());
    EXPECT_THAT(names_in(folder_.path()), ElementsAre("study.h5"));
}

TEST_F(SaveStudy, LeavesTheOldStudyAndNothingElseOnAFullDisk) {
    if (mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=256k") != 0) {
        GTEST_SKIP() << "a small disk (tmpfs) can be mounted by root only";
    }
    save_study(full_study(), path_);
    const std::string message = failure_of_saving(large_study(100'000, "new"), path_);
    const auto names = names_in(folder_.path());
    expect_same(load_study(path_), full_study());
    umount(folder_.path().c_str());
    EXPECT_THAT(message, AllOf(HasSubstr(path_), HasSubstr("No space left on device")));
    EXPECT_THAT(names, ElementsAre("study.h5"));
}

TEST_F(SaveStudy, RefusesASecondWriterInThisAndInAnotherProcess) {
    save_study(full_study(), path_);
    {
        const store::FileLock first(path_);
        EXPECT_THAT(failure_of_saving(large_study(1, "b"), path_), HasSubstr("another rfmeans is writing it"));
        EXPECT_TRUE(in_other_process([&] {
            return failure_of_saving(large_study(1, "b"), path_).find("another rfmeans is writing it") !=
                   std::string::npos;
        }));
    }
    expect_same(load_study(path_), full_study());
    EXPECT_EQ(failure_of_saving(large_study(1, "b"), path_), "saved");
}

TEST_F(SaveStudy, IsNotStoppedByTheLockAndTheHalfFileOfAWriterThatDied) {
    std::ofstream(path_ + ".lock") << "left behind";
    std::ofstream(path_ + ".tmp") << "half a study";
    EXPECT_EQ(failure_of_saving(full_study(), path_), "saved");
    EXPECT_THAT(names_in(folder_.path()), ElementsAre("study.h5"));
}

// An flock belongs to the open file, so threads contend for it as processes do.
TEST_F(SaveStudy, HasOneHolderOfTheLockAtATime) {
    std::atomic<int> holders = 0;
    std::atomic<int> most_holders = 0;
    std::atomic<int> held = 0;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&] {
            for (int round = 0; round < 200; ++round) {
                try {
                    const store::FileLock lock(path_);
                    most_holders = std::max<int>(most_holders, ++holders);
                    std::this_thread::yield();
                    ++held;
                    --holders;
                } catch (const std::runtime_error&) {  // refused: another thread holds it
                }
            }
        });
    }
    for (std::thread& writer : writers) {
        writer.join();
    }
    EXPECT_GT(held, 0);
    EXPECT_EQ(most_holders, 1);
    EXPECT_TRUE(names_in(folder_.path()).empty());
}

// Kills a writer that saves two studies in turn, at many different moments.
TEST_F(SaveStudy, LeavesOneWholeStudyWhenKilledAtAnyMoment) {
    const Study a = large_study(30'000, "a");
    const Study b = large_study(30'001, "b");
    save_study(a, path_);
    for (int kill_time = 0; kill_time < 25; ++kill_time) {
        const pid_t child = fork();
        if (child == 0) {
            for (;;) {
                save_study(b, path_);
                save_study(a, path_);
            }
        }
        usleep(static_cast<useconds_t>(1'000 + 2'300 * kill_time));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        const Study found = load_study(path_);
        expect_same(found, found.provenance.command == "a" ? a : b);
    }
    save_study(a, path_);
    EXPECT_THAT(names_in(folder_.path()), ElementsAre("study.h5"));
}

}  // namespace
}  // namespace rfmeans::test
