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

TEST_F(Verify, PassesForEitherEngineOfTheCpu) {
    for (const char* engine : {"tree", "brute"}) {
        const Outcome outcome = run_command({"verify", study_, "--engine", engine});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
    }
    const Outcome refused = run_command({"verify", study_, "--engine", "tree", "--device", "reference"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("--engine cannot go with --device reference"));
}

TEST_F(Verify, RefitsWithTheWeightsOfTheStudy) {
    ASSERT_EQ(run_command({"sweep", study_, "--force", "-k", "3", "--seeds", "2", "--weights", "monetary"}).code, 0);
    const Study study = load_study(study_);
    EXPECT_EQ(study.features->points.weights.size(), study.rfm->customers());
    double total = 0;
    for (std::size_t i = 0; i < study.rfm->customers(); ++i) {
        total += study.rfm->row(0, i)[2];
    }
    double stored = 0;
    for (const std::int64_t weight : study.sweep->models[0].weights) {
        stored += static_cast<double>(weight) * study.features->points.weight_step();
    }
    EXPECT_NEAR(stored, total, 1e-3 * total);
    const Outcome outcome = run_command({"verify", study_});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(run_command({"segment", study_}).code, 0);
    expect_difference([](Study& changed) { changed.features->points.weights[0] *= 50; });
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
