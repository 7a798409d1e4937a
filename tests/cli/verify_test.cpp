#include <cmath>

#include "cli/cli_support.hpp"
#include "rfmeans/store.hpp"

namespace rfmeans::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Verify : public CliTest {
protected:
    void SetUp() override {
        const Outcome outcome = run_command({"run", file("shop.csv", shop_csv(150)), "-o", path("out"), "-k", "2..5",
                                             "--seeds", "3", "--device", "cpu"});
        ASSERT_EQ(outcome.code, 0) << outcome.err;
    }

    /// Changes the stored study and expects verify to tell it apart.
    template <class Change>
    void expect_difference(const Change& change) const {
        Study study = load_study(study_);
        change(study);
        save_study(study, path("changed.h5"));
        const Outcome outcome = run_command({"verify", path("changed.h5")});
        EXPECT_EQ(outcome.code, 1);
        EXPECT_THAT(outcome.out, HasSubstr("DIFFERENT"));
        EXPECT_THAT(outcome.err, HasSubstr("changed.h5"));
    }

    [[nodiscard]] static Model& best_of(Study& study, std::size_t which) {
        return study.sweep->models[best_of_each_k(*study.sweep)[which]];
    }

    std::string study_ = path("out/study.h5");
};

TEST_F(Verify, PassesOnEveryDeviceThereIs) {
    const Outcome outcome = run_command({"verify", study_});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("reference"));
    EXPECT_THAT(outcome.out, HasSubstr("cpu"));
    EXPECT_THAT(outcome.out, Not(HasSubstr("DIFFERENT")));
}

TEST_F(Verify, FindsACentroidOneBitOff) {
    expect_difference([](Study& study) {
        float& value = best_of(study, 1).centroids.values[0];
        value = std::nextafter(value, 1e30F);
    });
}

TEST_F(Verify, FindsAnInertiaOneBitOff) {
    expect_difference([](Study& study) {
        double& value = best_of(study, 0).inertia;
        value = std::nextafter(value, 0.0);
    });
}

TEST_F(Verify, FindsAWrongIterationCount) {
    expect_difference([](Study& study) { best_of(study, 2).iterations += 1; });
}

TEST_F(Verify, FindsAWrongLabel) {
    expect_difference([](Study& study) {
        auto& label = study.segmentation->label;
        label[3] = static_cast<std::uint16_t>((label[3] + 1) % study.segmentation->k);
    });
}

TEST_F(Verify, FindsAChangedPoint) {
    expect_difference([](Study& study) { study.features->points.values.values[0] += 100'000; });
}

TEST_F(Verify, TakesOneDeviceOnlyWhereAsked) {
    const Outcome outcome = run_command({"verify", study_, "--device", "reference"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, Not(HasSubstr("cpu")));
}

}  // namespace
}  // namespace rfmeans::test
