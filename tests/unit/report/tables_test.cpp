#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "rfmeans/error.hpp"
#include "rfmeans/report.hpp"
#include "unit/report/small_study.hpp"

namespace rfmeans {
namespace {

using test::make_small_study;
using testing::HasSubstr;

std::string table_of(const Study& study, const std::string& table) {
    std::ostringstream out;
    write_csv_table(study, table, out);
    return out.str();
}

// Quoting worked by hand from RFC 4180, section 2.
TEST(CustomersTable, QuotesHostileTextAndKeepsAmountsExact) {
    EXPECT_EQ(table_of(make_small_study(), "customers"),
              "id,recency,frequency,monetary,r_score,f_score,m_score,rule_segment,segment,segment_name,"
              "\"<script>alert(\"\"1\"\")</script> & 'Söhne', \"\"GmbH\"\"\",attribute_recency\n"
              "\"<b>id\"\"1\"\"</b>\",1,3,100.50,5,5,5,Champions,0,Champions,<img src=x>,0.1\n"
              "=CMD(),30,2,20.25,3,3,3,Champions,0,Champions,B,\n"
              "\"plain, id\",300,1,-0.05,1,1,1,<i>Lost</i>,1,Lapsed <one>,,1e+300\n");
}

TEST(CustomersTable, LeavesSegmentsEmptyWhereThereAreNone) {
    Study study = make_small_study();
    study.segmentation.reset();
    EXPECT_THAT(table_of(study, "customers"), HasSubstr("\n=CMD(),30,2,20.25,3,3,3,Champions,,,B,\n"));
}

TEST(RfmTableCsv, HasARowForEachWindowAndCustomer) {
    Study study = make_small_study();
    study.rfm->as_of = {day_from_civil(2011, 1, 31), day_from_civil(2011, 2, 28)};
    study.rfm->tensor.insert(study.rfm->tensor.begin(), 9, kUndefined);
    study.rfm->monetary_units.insert(study.rfm->monetary_units.begin(), 3, 0);
    const std::string csv = table_of(study, "rfm");
    EXPECT_THAT(csv, HasSubstr("window,as_of,id,recency,frequency,monetary\n0,2011-01-31,\"<b>id\"\"1\"\"</b>\",,,\n"));
    EXPECT_THAT(csv, HasSubstr("1,2011-02-28,\"plain, id\",300,1,-0.05\n"));
}

TEST(ScoresTable, HoldsScoresAndRuleSegments) {
    EXPECT_THAT(table_of(make_small_study(), "scores"), HasSubstr("id,r_score,f_score,m_score,rule_segment\n"));
    EXPECT_THAT(table_of(make_small_study(), "scores"), HasSubstr("\"plain, id\",1,1,1,<i>Lost</i>\n"));
}

TEST(ModelsTable, MarksTheBestOfEachK) {
    EXPECT_EQ(table_of(make_small_study(), "models"),
              "k,seed,inertia,iterations,end,relocations,empty_clusters,calinski_harabasz,bic,davies_bouldin,"
              "silhouette,simplified_silhouette,euclidean_silhouette,best_of_k\n"
              "1,0,14,0,converged,0,0,,,,,,,1\n"
              "2,0,0.75,0,converged,0,0,,,,,,,0\n"
              "2,5,0.5,0,converged,0,0,,,,,,,1\n");
}

TEST(CentroidsTable, TurnsGridStepsIntoFeatureAndRawUnits) {
    // Two steps of 2^-1 are 1 feature unit; 1 * 50 + 100 = 150 days.
    EXPECT_THAT(table_of(make_small_study(), "centroids"),
                HasSubstr("k,seed,cluster,weight,recency_feature,recency\n"));
    EXPECT_THAT(table_of(make_small_study(), "centroids"), HasSubstr("2,5,1,1,1,150\n"));
}

TEST(SegmentsTable, HoldsExactRevenue) {
    const std::string csv = table_of(make_small_study(), "segments");
    EXPECT_THAT(csv, HasSubstr("0,Champions,0,2,0.6666666666666666,120.75,"));
    EXPECT_THAT(csv, HasSubstr("1,Lapsed <one>,1,1,0.3333333333333333,-0.05,"));
}

TEST(ProfileTable, FlattensTheColumns) {
    EXPECT_THAT(table_of(make_small_study(), "profile"),
                HasSubstr("Qty,integer,quantity,9,0,4,1,12,3.5,1,,,,,1,2,3,,,1 (4); 2 (2)\n"));
}

TEST(CsvTables, SayWhoMakesWhatIsMissing) {
    const std::pair<const char*, const char*> remedies[] = {
        {"customers", "'rfmeans ingest'"}, {"rfm", "'rfmeans ingest'"},      {"scores", "'rfmeans ingest'"},
        {"models", "'rfmeans sweep'"},     {"centroids", "'rfmeans sweep'"}, {"profile", "'rfmeans ingest'"}};
    for (const auto& [table, remedy] : remedies) {
        try {
            (void)table_of(Study{}, table);
            FAIL() << table;
        } catch (const Error& error) {
            EXPECT_EQ(error.failure(), Failure::content) << table;
            EXPECT_THAT(error.what(), HasSubstr(remedy)) << table;
        }
    }
    Study study = make_small_study();
    study.segmentation.reset();
    EXPECT_THAT([&] { (void)table_of(study, "segments"); },
                testing::ThrowsMessage<Error>(HasSubstr("'rfmeans segment'")));
}

TEST(CsvTables, NameTheTablesWhereOneIsUnknown) {
    try {
        (void)table_of(make_small_study(), "custmers");
        FAIL() << "expected an error";
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), Failure::option);
        EXPECT_THAT(error.what(), HasSubstr("'custmers'"));
        EXPECT_THAT(error.what(), HasSubstr("customers, rfm, scores, models, centroids, segments, profile"));
    }
}

TEST(RejectsCsv, KeepsTheRowAsWritten) {
    std::ostringstream out;
    RejectedRows rejects;
    rejects.push_back({"a.csv", 7, "date", "'x' is no date", "1,\"a\nb\",x"});
    write_rejects_csv(rejects, out);
    EXPECT_EQ(out.str(), "file,line,column,reason,text\na.csv,7,date,'x' is no date,\"1,\"\"a\nb\"\",x\"\n");
}

TEST(JsonReport, ReadsBackWithNullForUndefined) {
    Study study = make_small_study();
    study.provenance.command = "bad \xff utf-8";
    std::ostringstream out;
    write_json_report(study, out);
    const auto json = nlohmann::json::parse(out.str());
    EXPECT_EQ(json["rfm"]["revenue"], "120.70");
    EXPECT_EQ(json["rfm"]["recency"]["summary"]["median"], 30);
    EXPECT_EQ(json["rfm"]["frequency"]["unit"], "orders");
    EXPECT_EQ(json["rfm"]["rule_segments"][0]["revenue"], "120.75");
    EXPECT_EQ(json["sweep"]["models"].size(), 3U);
    EXPECT_EQ(json["sweep"]["best_of_each_k"][1]["seed"], 5);
    EXPECT_TRUE(json["sweep"]["models"][0]["silhouette"].is_null());
    EXPECT_EQ(json["segments"][1]["name"], "Lapsed <one>");
    EXPECT_EQ(json["segments"][1]["centroid"]["recency"], 300);
    EXPECT_TRUE(json["segments"][1]["silhouette"].is_null());
    EXPECT_EQ(json["choice"]["k"], 2);
    EXPECT_EQ(json["roles"][0]["role"], "attribute");
    EXPECT_EQ(json["definitions"][0]["name"], "recency");
    EXPECT_EQ(json["profile"]["rows"], 9);
}

TEST(JsonReport, IsValidForAnEmptyStudy) {
    std::ostringstream out;
    write_json_report({}, out);
    EXPECT_TRUE(nlohmann::json::parse(out.str())["rfm"].is_null());
}

// The bytes are those of numpy 2: np.save of np.array([[1, 2]], '<f4'), of np.zeros((0, 3)), of np.array([-1], '<i4').
std::string npy_bytes(const std::string& header, const std::string& values) {
    const std::string padded = header + std::string(117 - header.size(), ' ') + "\n";
    return std::string("\x93NUMPY\x01\x00\x76\x00", 10) + padded + values;
}

TEST(WriteNpy, GivesTheBytesOfNumpy) {
    Matrix<float> values(1, 2);
    values.values = {1, 2};
    std::ostringstream two, none, one;
    write_npy(values, two);
    EXPECT_EQ(two.str(), npy_bytes("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }",
                                   std::string("\x00\x00\x80\x3f\x00\x00\x00\x40", 8)));
    write_npy(Matrix<double>(0, 3), none);
    EXPECT_EQ(none.str(), npy_bytes("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 3), }", ""));
    write_npy(std::vector<std::int32_t>{-1}, one);
    EXPECT_EQ(one.str(), npy_bytes("{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }", "\xff\xff\xff\xff"));
}

}  // namespace
}  // namespace rfmeans
