// The journal of a sweep: what is saved comes back; what is no whole journal is refused.
#include <gmock/gmock.h>

#include <fstream>
#include <limits>

#include "rfmeans/error.hpp"
#include "rfmeans/store.hpp"
#include "support/data_files.hpp"
#include "unit/store/example_study.hpp"

namespace rfmeans::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// Three models of hostile values in two dimensions.
Journal example_journal() {
    Journal journal{.tool_version = "1.2.3",
                    .points = {.points = 7,
                               .dims = 2,
                               .step_exponent = -20,
                               .weight_exponent = -3,
                               .values_sha256 = std::string(64, 'a'),
                               .weights_sha256 = std::string(64, 'b')}};
    Matrix<float> start(3, 2);
    start.values = {-0.0F, 1.5F, std::numeric_limits<float>::denorm_min(), -8388607.0F, 2, 3};
    journal.start_centroids = start;
    journal.sweep = *full_study().sweep;
    journal.sweep.start = StartRule::file;
    journal.sweep.stop = {.max_iterations = 77, .tolerance = 1e-300};
    return journal;
}

class JournalFile : public testing::Test {
protected:
    std::string failure_of_loading() {
        try {
            static_cast<void>(load_journal(path_));
            return "loaded";
        } catch (const Error& error) {
            EXPECT_EQ(error.failure(), Failure::resource);
            return error.what();
        }
    }
    void put(const std::string& content) { std::ofstream(path_, std::ios::binary) << content; }
    std::string bytes() {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    TemporaryFolder folder_;
    std::string path_ = (folder_.path() / "study.h5.part").string();
};

TEST_F(JournalFile, ComesBackAsItWasSaved) {
    const Journal journal = example_journal();
    save_journal(journal, path_);
    const Journal found = load_journal(path_);
    EXPECT_EQ(found.tool_version, journal.tool_version);
    EXPECT_EQ(found.points, journal.points);
    EXPECT_EQ(found.start_centroids, journal.start_centroids);
    Study expected;
    expected.sweep = journal.sweep;
    Study study;
    study.sweep = found.sweep;
    expect_same(study, expected);
    EXPECT_EQ(names_in(folder_.path()), std::vector<std::string>{"study.h5.part"});
}

TEST_F(JournalFile, DoesWithoutStartCentroidsAndWeights) {
    Journal journal = example_journal();
    journal.start_centroids.reset();
    journal.points.weights_sha256.clear();
    save_journal(journal, path_);
    EXPECT_FALSE(load_journal(path_).start_centroids.has_value());
    EXPECT_EQ(load_journal(path_).points, journal.points);
}

TEST_F(JournalFile, IsRefusedWhereverItIsTorn) {
    save_journal(example_journal(), path_);
    const std::string whole = bytes();
    for (std::size_t length = 0; length < whole.size(); length += 1 + whole.size() / 97) {
        put(whole.substr(0, length));
        EXPECT_THAT(failure_of_loading(), AllOf(HasSubstr(path_), HasSubstr("no whole journal"))) << length;
    }
}

TEST_F(JournalFile, IsRefusedWhereAByteIsWrong) {
    save_journal(example_journal(), path_);
    const std::string whole = bytes();
    for (std::size_t place = 0; place < whole.size(); place += 1 + whole.size() / 97) {
        std::string damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
        put(damaged);
        EXPECT_THAT(failure_of_loading(), HasSubstr("no whole journal")) << place;
    }
}

TEST_F(JournalFile, IsNeitherAStudyNorAnyOtherFile) {
    put("k,seed\n2,0\n");
    EXPECT_THAT(failure_of_loading(), HasSubstr("it is no HDF5 file"));
    save_study(full_study(), path_);
    EXPECT_THAT(failure_of_loading(), HasSubstr("it is a study"));
    std::filesystem::remove(path_);
    std::filesystem::create_directory(path_);
    EXPECT_THAT(failure_of_loading(), HasSubstr("no regular file"));
}

TEST_F(JournalFile, IsRefusedWhereModelsStandTwice) {
    Journal journal = example_journal();
    journal.sweep.models.push_back(journal.sweep.models.back());
    save_journal(journal, path_);
    EXPECT_THAT(failure_of_loading(), HasSubstr("ascend"));
}

TEST_F(JournalFile, IsRefusedWhereItsCentroidsHaveOtherDimensionsThanItsPoints) {
    Journal journal = example_journal();
    journal.points.dims = 3;
    save_journal(journal, path_);
    EXPECT_THAT(failure_of_loading(), HasSubstr("other dimensions"));
}

TEST_F(JournalFile, IsNoStudyToLoadStudyWhichSaysWhatItIs) {
    save_journal(example_journal(), path_);
    try {
        static_cast<void>(load_study(path_));
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr(path_), HasSubstr("journal of a sweep")));
    }
}

}  // namespace
}  // namespace rfmeans::test
