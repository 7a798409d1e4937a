#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "cli/cli_support.hpp"
#include "support/data_files.hpp"

namespace rfmeans::test {
namespace {

/// The commands of the README's tour: the first fenced block below its heading.
std::string tour_commands() {
    const std::string readme = read_text((source_folder() / "README.md").string());
    const std::size_t heading = readme.find("\n## A tour\n");
    const std::size_t begin = readme.find("```sh\n", heading) + 6;
    return readme.substr(begin, readme.find("```", begin) - begin);
}

TEST(Readme, TheCommandsOfTheTourRunOneAfterTheOther) {
    const TemporaryFolder folder;
    const std::string commands = tour_commands();
    ASSERT_NE(commands.find("rfmeans run shop.csv"), std::string::npos);
    const std::string program_folder = std::filesystem::path(RFMEANS_PROGRAM).parent_path().string();
    const std::string script = folder.file(
        "tour.sh", "set -e\ncd \"$(dirname \"$0\")\"\nPATH='" + program_folder + "':$PATH\nset -x\n" + commands);
    EXPECT_EQ(std::system(("sh '" + script + "' > '" + script + ".log' 2>&1").c_str()), 0)
        << read_text(script + ".log");
    for (const char* made :
         {"results/report.html", "labels.csv", "report.html", "sweep/models.csv", "sweep/k4.labels.npy"}) {
        EXPECT_TRUE(std::filesystem::exists(folder.path() / made)) << made;
    }
}

}  // namespace
}  // namespace rfmeans::test
