#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rfmeans/error.hpp"
#include "rfmeans/evaluate.hpp"

namespace rfmeans {
namespace {

using testing::HasSubstr;

Sweep sweep_of(const std::vector<std::pair<std::int32_t, double>>& silhouettes) {
    Sweep sweep;
    for (const auto& [k, silhouette] : silhouettes) {
        sweep.models.push_back({.k = k, .inertia = 10.0 / k, .silhouette = silhouette});
    }
    return sweep;
}

TEST(ChooseModel, PassesOverTwoClustersAndSaysSo) {
    const Choice choice = choose_model(sweep_of({{2, 0.8}, {3, 0.5}, {4, 0.6}, {5, 0.4}}), {});
    EXPECT_EQ(choice.model, 2U);
    EXPECT_THAT(choice.runners_up, testing::ElementsAre(1, 3));
    EXPECT_THAT(choice.explanation, HasSubstr("k=4 (0.600)"));
    EXPECT_THAT(choice.explanation, HasSubstr("k=2 (0.800) scores higher"));
}

TEST(ChooseModel, TakesWhatThereIsWhereNoKIsLargeEnough) {
    EXPECT_EQ(choose_model(sweep_of({{1, kUndefined}, {2, 0.3}}), {}).model, 1U);
    EXPECT_EQ(choose_model(sweep_of({{1, kUndefined}}), {}).model, 0U);
}

TEST(ChooseModel, PrefersTheLowerKOnATie) {
    EXPECT_EQ(choose_model(sweep_of({{3, 0.5}, {4, 0.5}}), {}).model, 0U);
}

TEST(ChooseModel, FollowsTheUsersKAndNamesTheOptionWhereItWasNotFitted) {
    const Sweep sweep = sweep_of({{2, 0.8}, {3, 0.5}});
    EXPECT_EQ(choose_model(sweep, {.k = 3}).model, 1U);
    try {
        static_cast<void>(choose_model(sweep, {.k = 9}));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), Failure::option);
        EXPECT_THAT(error.what(), HasSubstr("-k 9"));
    }
}

}  // namespace
}  // namespace rfmeans
