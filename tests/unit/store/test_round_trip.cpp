#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "rfmeans/error.hpp"
#include "rfmeans/store.hpp"
#include "support/data_files.hpp"
#include "unit/store/example_study.hpp"

namespace rfmeans::test {
namespace {

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    return content.str();
}

Study saved_and_loaded(const Study& study) {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "study.h5").string();
    save_study(study, path);
    return load_study(path);
}

TEST(Store, GivesBackEveryFieldOfAFullStudyBitByBit) {
    expect_same(saved_and_loaded(full_study()), full_study());
}

TEST(Store, GivesBackAStudyThatHoldsNothingYet) {
    const Study nothing;
    const Study loaded = saved_and_loaded(nothing);
    expect_same(loaded, nothing);
    EXPECT_FALSE(loaded.rfm || loaded.features || loaded.sweep || loaded.segmentation || loaded.rfm_spec.as_of);
}

TEST(Store, GivesBackPartsThatAreThereButEmpty) {
    Study study;
    study.rfm.emplace();
    study.features.emplace();
    study.sweep.emplace();
    study.segmentation.emplace();
    expect_same(saved_and_loaded(study), study);
    study.rfm->ids.values = std::vector<std::string>{};
    study.rfm->as_of = {3};
    study.rfm->attributes = {{"x", std::vector<double>{}}, {"y", TextValues{}}};
    expect_same(saved_and_loaded(study), study);
}

TEST(Store, GivesBackEachPartWithoutTheOthers) {
    for (int kept = 0; kept < 4; ++kept) {
        Study study = full_study();
        study.rfm = kept == 0 ? study.rfm : std::nullopt;
        study.transactions = kept == 0 ? study.transactions : std::nullopt;
        study.features = kept == 1 ? study.features : std::nullopt;
        study.sweep = kept == 2 ? study.sweep : std::nullopt;
        study.segmentation = kept == 3 ? study.segmentation : std::nullopt;
        SCOPED_TRACE(kept);
        expect_same(saved_and_loaded(study), study);
    }
}

TEST(Store, GivesBackIntegerIdsAsIntegersAndTextIdsThatLookLikeNumbersAsText) {
    Study study = full_study();
    study.rfm->ids.values = std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::min(), 0, 17'850};
    expect_same(saved_and_loaded(study), study);
    study.rfm->ids.values = std::vector<std::string>{"007", "1", "2"};
    expect_same(saved_and_loaded(study), study);
}

TEST(Store, GivesBackMoreThanOneChunkOfCustomers) {
    const Study study = large_study(200'003, "large");
    expect_same(saved_and_loaded(study), study);
}

TEST(Store, GivesBackOneVeryLongTextAmongManyShortOnes) {
    Study study;
    std::vector<std::string> ids(20'000, "a");
    ids.back() = std::string(100'000, 'z');  // padded: 2 GB
    study.rfm.emplace();
    study.rfm->ids.values = ids;
    study.profile_json = std::string(3'000'000, 'j');
    study.provenance.command = std::string(200'000, 'c');
    expect_same(saved_and_loaded(study), study);
}

class StoreSegments : public testing::TestWithParam<std::size_t> {};

// 255 segments are the most that fit one byte beside "none"; labels beyond need two.
TEST_P(StoreSegments, GivesBackLabelsAndNone) {
    Study study;
    study.segmentation.emplace();
    study.segmentation->k = static_cast<std::int32_t>(GetParam());
    study.segmentation->segments.resize(GetParam());
    study.segmentation->label = {static_cast<std::uint16_t>(GetParam() - 1), kNoSegment, 0};
    expect_same(saved_and_loaded(study), study);
}
INSTANTIATE_TEST_SUITE_P(Counts, StoreSegments, testing::Values(1, 254, 255, 256, 257));

TEST(Store, EqualStudiesAreEqualFiles) {
    const TemporaryFolder folder;
    const std::string first = (folder.path() / "first.h5").string();
    const std::string second = (folder.path() / "second.h5").string();
    save_study(full_study(), first);
    save_study(load_study(first), second);
    EXPECT_EQ(content_of(first), content_of(second));
}

TEST(Store, RefusesTextWithANulByteRatherThanCutItShort) {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "study.h5").string();
    Study study;
    study.rfm.emplace();
    study.rfm->ids.values = std::vector<std::string>{std::string("a\0b", 3)};
    try {
        save_study(study, path);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), Failure::resource);
        EXPECT_THAT(error.what(), testing::HasSubstr("'/customers/id' holds a NUL byte"));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace rfmeans::test
