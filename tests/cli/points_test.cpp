#include <cstring>
#include <nlohmann/json.hpp>

#include "cli/cli_support.hpp"

namespace rfmeans::test {
namespace {

using ::testing::HasSubstr;

// Two groups of three points; their means (1, 2) and (11, 22) are exact.
const std::string kCsv = "a,b\n0,1\n1,2\n2,3\n10,21\n11,22\n12,23\n";
const std::vector<double> kNumbers = {0, 1, 1, 2, 2, 3, 10, 21, 11, 22, 12, 23};

std::string npy(const std::vector<double>& values, std::size_t cols) {
    std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + std::to_string(values.size() / cols) +
                         ", " + std::to_string(cols) + "), }";
    header.resize(117, ' ');
    header += '\n';
    std::string bytes = std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(118) + '\0' + header;
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
    return bytes;
}

template <class T>
std::vector<T> npy_values(const std::string& bytes) {
    const std::size_t start = 10U + static_cast<unsigned char>(bytes[8]) + 256U * static_cast<unsigned char>(bytes[9]);
    std::vector<T> values((bytes.size() - start) / sizeof(T));
    std::memcpy(values.data(), bytes.data() + start, values.size() * sizeof(T));
    return values;
}

class Points : public CliTest {
protected:
    [[nodiscard]] Outcome sweep(const std::string& points, const std::vector<std::string>& options = {}) const {
        std::vector<std::string> arguments = {"sweep", "--points", points, "-o", path("out"), "--device", "cpu"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_command(arguments);
    }

    void expect_two_groups() const {
        const auto labels = npy_values<std::int32_t>(read_text(path("out/k2.labels.npy")));
        ASSERT_EQ(labels.size(), 6U);
        EXPECT_EQ(labels, (std::vector<std::int32_t>{labels[0], labels[0], labels[0], 1 - labels[0], 1 - labels[0],
                                                     1 - labels[0]}));
        const auto centroids = npy_values<double>(read_text(path("out/k2.centroids.npy")));
        const std::vector<double> expected =
            labels[0] == 0 ? std::vector<double>{1, 2, 11, 22} : std::vector<double>{11, 22, 1, 2};
        EXPECT_THAT(centroids, ::testing::Pointwise(::testing::DoubleNear(1e-5), expected));
    }
};

TEST_F(Points, CsvIsClusteredInItsOwnUnits) {
    const Outcome outcome = sweep(file("points.csv", kCsv), {"-k", "1..3", "--seeds", "3"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(names_in(path("out")),
              (std::vector<std::string>{"k1.centroids.npy", "k1.labels.npy", "k2.centroids.npy", "k2.labels.npy",
                                        "k3.centroids.npy", "k3.labels.npy", "models.csv"}));
    expect_two_groups();
    // Inertia of k = 2: two groups, each 2·(1 + 1).
    EXPECT_THAT(outcome.out, HasSubstr("8"));
}

TEST_F(Points, NpyGivesTheSame) {
    ASSERT_EQ(sweep(file("points.npy", npy(kNumbers, 2)), {"-k", "2"}).code, 0);
    expect_two_groups();
}

TEST_F(Points, StartsFromCentroidsInAFile) {
    const std::string starts = file("starts.npy", npy({10, 20, 0, 0}, 2));
    const Outcome outcome = sweep(file("points.csv", kCsv), {"--init", "file:" + starts});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    expect_two_groups();
    EXPECT_EQ(npy_values<std::int32_t>(read_text(path("out/k2.labels.npy")))[0], 1);
}

TEST_F(Points, StartsOfAnotherWidthAreRefused) {
    const std::string starts = file("starts.npy", npy({10, 20, 30}, 3));
    const Outcome outcome = sweep(file("points.csv", kCsv), {"--init", "file:" + starts});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.err, HasSubstr("starts.npy"));
}

TEST_F(Points, FeaturesPickColumns) {
    ASSERT_EQ(sweep(file("points.csv", kCsv), {"-k", "2", "--features", "b"}).code, 0);
    EXPECT_EQ(npy_values<double>(read_text(path("out/k2.centroids.npy"))).size(), 2U);
}

TEST_F(Points, UnknownFeatureListsTheColumns) {
    const Outcome outcome = sweep(file("points.csv", kCsv), {"-k", "2", "--features", "c"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("a, b"));
}

TEST_F(Points, WeightsMoveTheMeansAndCountInTheInertia) {
    // k = 1: mean of a = (0.5·0 + 1.5·4) / 2 = 3; inertia 0.5·9 + 1.5·1 = 6. The point of weight 0 is labelled alone.
    const std::string points = file("points.csv", "a,w\n0,0.5\n4,1.5\n1000,0\n");
    const Outcome outcome = sweep(points, {"-k", "1", "--weights", "w", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto model = nlohmann::json::parse(outcome.out).at(0);
    EXPECT_NEAR(model.at("inertia").get<double>(), 6.0, 1e-3);  // the grid reaches to 1000
    const auto centroids = npy_values<double>(read_text(path("out/k1.centroids.npy")));
    ASSERT_EQ(centroids.size(), 1U);  // w is no coordinate
    EXPECT_NEAR(centroids[0], 3.0, 1e-3);
    EXPECT_EQ(npy_values<std::int32_t>(read_text(path("out/k1.labels.npy"))).size(), 3U);
}

TEST_F(Points, WholeWeightsAreCopies) {
    const std::string copies = file("copies.csv", "a,b\n0,1\n0,1\n0,1\n1,2\n10,21\n10,21\n12,23\n");
    const std::string weighted = file("weighted.csv", "a,n,b\n0,3,1\n1,1,2\n10,2,21\n12,1,23\n");
    const Outcome a = sweep(copies, {"-k", "2", "--json", "--scale", "none"});
    ASSERT_EQ(a.code, 0) << a.err;
    const Outcome b = sweep(weighted, {"-k", "2", "--json", "--weights", "n", "--features", "a,b", "--force"});
    ASSERT_EQ(b.code, 0) << b.err;
    const auto copied = nlohmann::json::parse(a.out).at(0);
    const auto counted = nlohmann::json::parse(b.out).at(0);
    for (const char* metric : {"inertia", "calinski_harabasz", "bic", "davies_bouldin", "silhouette"}) {
        EXPECT_NEAR(copied.at(metric).get<double>(), counted.at(metric).get<double>(), 1e-4) << metric;
    }
}

TEST_F(Points, TheEuclideanSilhouetteIsMadeWhereItIsAskedFor) {
    // 0, 2 | 10, 13: tests/unit/evaluate works it out.
    const std::string points = file("line.csv", "a\n0\n2\n10\n13\n");
    const Outcome without = sweep(points, {"-k", "2", "--json"});
    ASSERT_EQ(without.code, 0) << without.err;
    EXPECT_TRUE(nlohmann::json::parse(without.out).at(0).at("euclidean_silhouette").is_null());
    const Outcome with = sweep(points, {"-k", "2", "--seeds", "2", "--silhouette", "exact", "--json", "--force"});
    ASSERT_EQ(with.code, 0) << with.err;
    const auto models = nlohmann::json::parse(with.out);
    EXPECT_NEAR(models.at(0).at("euclidean_silhouette").get<double>(), 0.7580568, 1e-6);
    EXPECT_TRUE(models.at(1).at("euclidean_silhouette").is_null());
    EXPECT_THAT(read_text(path("out/models.csv")), HasSubstr(",0.75805"));
    const Outcome all =
        sweep(points, {"-k", "2", "--seeds", "2", "--silhouette", "exact", "--metrics", "all", "--json", "--force"});
    EXPECT_FALSE(nlohmann::json::parse(all.out).at(1).at("euclidean_silhouette").is_null());
    EXPECT_THAT(sweep(points, {"-k", "2", "--silhouette", "exact", "--force"}).out, HasSubstr("Euclidean silhouette"));
    EXPECT_EQ(sweep(points, {"-k", "2", "--silhouette", "roughly", "--force"}).code, 2);
}

TEST_F(Points, BadWeightsAreRefused) {
    const auto refused = [&](const std::string& csv) { return sweep(file("points.csv", csv), {"--weights", "w"}); };
    const Outcome negative = refused("a,w\n1,1\n2,-1\n");
    EXPECT_EQ(negative.code, 3);
    EXPECT_THAT(negative.err, HasSubstr("row 2 has the weight -1"));
    const Outcome vanishing = refused("a,w\n1,1\n2,1e-9\n");
    EXPECT_EQ(vanishing.code, 3);
    EXPECT_THAT(vanishing.err, HasSubstr("1e-09"));
    const Outcome none = refused("a,w\n1,0\n2,0\n");
    EXPECT_EQ(none.code, 3);
    EXPECT_THAT(none.err, HasSubstr("every weight is 0"));
    const Outcome unknown = refused("a,b\n1,0\n2,0\n");
    EXPECT_EQ(unknown.code, 2);
    EXPECT_THAT(unknown.err, HasSubstr("--weights 'w' is no column of"));
}

TEST_F(Points, EarlierSweepIsReplacedOnlyWithForce) {
    const std::string points = file("points.csv", kCsv);
    ASSERT_EQ(sweep(points, {"-k", "2,3"}).code, 0);
    EXPECT_EQ(sweep(points, {"-k", "2"}).code, 1);
    ASSERT_EQ(sweep(points, {"-k", "2", "--force"}).code, 0);
    EXPECT_EQ(names_in(path("out")), (std::vector<std::string>{"k2.centroids.npy", "k2.labels.npy", "models.csv"}));
}

TEST_F(Points, EnginesGiveTheSameBits) {
    const std::string points = file("points.csv", kCsv);
    std::vector<std::string> models;
    for (const char* engine : {"auto", "tree", "brute"}) {
        const Outcome outcome = sweep(points, {"-k", "1..4", "--engine", engine, "--force"});
        ASSERT_EQ(outcome.code, 0) << outcome.err;
        models.push_back(read_text(path("out/models.csv")));
    }
    EXPECT_EQ(models[1], models[0]);
    EXPECT_EQ(models[2], models[0]);
}

TEST_F(Points, ATreeOfSixColumnsIsRefused) {
    const std::string points = file("wide.csv", "a,b,c,d,e,f\n1,2,3,4,5,6\n6,5,4,3,2,1\n");
    const Outcome outcome = sweep(points, {"-k", "2", "--engine", "tree"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("--engine tree cannot go with 6 columns"));
    EXPECT_EQ(sweep(points, {"-k", "2", "--engine", "brute"}).code, 0);
}

TEST_F(Points, StudyAndPointsTogetherAreRefused) {
    EXPECT_EQ(sweep(file("points.csv", kCsv), {"study.h5"}).code, 2);
}

}  // namespace
}  // namespace rfmeans::test
