#include "cli/cli_support.hpp"

namespace rfmeans::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Assign : public CliTest {
protected:
    [[nodiscard]] Outcome assign(const std::string& shop, const std::vector<std::string>& options = {}) const {
        std::vector<std::string> arguments = {"assign", path("out/study.h5"), shop, "-o", "-", "--device", "cpu"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_command(arguments);
    }
    void make_study(const std::vector<std::string>& options) const {
        std::vector<std::string> arguments = {"run", shop_,     "-o", path("out"), "-k",
                                              "2",   "--seeds", "1",  "--device",  "cpu"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        ASSERT_EQ(run_command(arguments).code, 0);
    }

    std::string shop_ = file("shop.csv",
                             "customer_id,order_id,order_date,quantity,unit_price,total\n"
                             "a,1,2024-01-01,2,2.50,900\nb,2,2024-01-05,1,7.00,900\nc,3,2024-02-05,10,7.00,900\n");
};

TEST_F(Assign, TotalThatTheStudyLeftOutIsNotTaken) {
    make_study({"--columns", "total=-"});
    const Outcome outcome = assign(shop_);
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    // By hand: 2 x 2.50, 1 x 7.00, 10 x 7.00; days to 2024-02-06.
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("\na,36,1,5,"), HasSubstr("\nb,32,1,7,"), HasSubstr("\nc,1,1,70,")));
}

TEST_F(Assign, ColumnThatOnlyTheNewFilesHaveChangesNoDefinition) {
    make_study({"--columns", "order=-"});
    const Outcome outcome =
        assign(file("new.csv", "customer_id,order_id,order_date,total\nx,7,2024-01-01,5\nx,7,2024-01-01,6\n"),
               {"--columns", "quantity=-,price=-"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("\nx,36,2,11,"));  // rows are counted, as in the study
}

TEST_F(Assign, ColumnThatTheNewFilesLackIsNamedAsTheStudys) {
    make_study({});
    const Outcome outcome = assign(file("new.csv", "customer_id,order_date,total\nx,2024-01-01,5\n"));
    EXPECT_EQ(outcome.code, 3) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("'order_id', which is the order in the study"), HasSubstr("new.csv"),
                                   HasSubstr("--columns order=NAME"), Not(HasSubstr("order=order_id"))));
}

TEST_F(Assign, ColumnOfTheOptionGoesBeforeTheStudys) {
    make_study({"--columns", "quantity=-,price=-"});
    const Outcome outcome =
        assign(file("new.csv", "customer_id,order_id,order_date,sum\nx,1,2024-01-01,5\n"), {"--columns", "total=sum"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("\nx,36,1,5,"));
}

TEST_F(Assign, TakesTheDateFormatOfTheStudy) {
    (void)file("shop.csv",
               "customer_id,order_id,order_date,quantity,unit_price\na,1,13/1/2024,2,5\nb,2,14/1/2024,1,7\n"
               "c,3,5/2/2024,10,7\n");
    make_study({});
    const std::string shop = file("new.csv", "customer_id,order_id,order_date,quantity,unit_price\nx,1,1/2/2024,1,5\n");
    const Outcome outcome = assign(shop);
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("\nx,5,1,5,"));  // days from 2024-02-01 to 2024-02-06
    const Outcome other = assign(shop, {"--date-format", "mdy"});
    ASSERT_EQ(other.code, 0) << other.err;
    EXPECT_THAT(other.out, HasSubstr("\nx,35,1,5,"));  // from 2024-01-02
}

TEST_F(Assign, NamesTheOptionWhereTheDatesHaveAnotherFormatThanTheStudys) {
    make_study({"--columns", "quantity=-,price=-"});
    const Outcome refused = assign(file("new.csv", "customer_id,order_id,order_date,total\nx,1,1/2/2024,5\n"));
    EXPECT_EQ(refused.code, 3) << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("Correct --date-format"));
}

TEST_F(Assign, TakesTheFiltersOfTheStudyUnlessGiven) {
    make_study({"--columns", "quantity=-,price=-", "--where", "total=900", "--to", "2024-02-05"});
    const std::string shop = file("new.csv",
                                  "customer_id,order_id,order_date,total\nx,1,2024-01-01,900\ny,2,2024-01-02,5\n"
                                  "z,3,2024-02-06,900\n");
    const Outcome outcome = assign(shop);
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("\nx,"), Not(HasSubstr("\ny,")), Not(HasSubstr("\nz,"))));
    EXPECT_THAT(outcome.err,
                AllOf(HasSubstr("1 rows left out: not of --where"), HasSubstr("1 rows left out: after --to")));
    const Outcome given = assign(shop, {"--where", "total=5", "--to", "2024-02-06"});
    EXPECT_THAT(given.out, AllOf(HasSubstr("\ny,"), Not(HasSubstr("\nx,"))));
}

TEST_F(Assign, RowsThatHaveNoPartAreCounted) {
    make_study({"--columns", "quantity=-,price=-"});
    const Outcome outcome = assign(file("new.csv",
                                        "customer_id,order_id,order_date,total\nx,1,2024-01-01,5\n"
                                        "late,2,2025-01-01,5\ny,3,2024-13-01,5\n"),
                                   {"--max-rejects", "50%"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("1 rows left out: after the as-of date"));
    EXPECT_THAT(outcome.err, HasSubstr("1 rows could not be parsed"));
}

}  // namespace
}  // namespace rfmeans::test
