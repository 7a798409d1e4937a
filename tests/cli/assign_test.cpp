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

TEST_F(Assign, AsksForTheDateFormatWhereNothingDecides) {
    make_study({"--columns", "quantity=-,price=-"});
    const std::string shop = file("new.csv", "customer_id,order_id,order_date,total\nx,1,1/2/2024,5\n");
    const Outcome refused = assign(shop);
    EXPECT_EQ(refused.code, 3) << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("--date-format dmy"));
    const Outcome outcome = assign(shop, {"--date-format", "dmy"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("\nx,5,1,5,"));  // days from 2024-02-01 to 2024-02-06
}

TEST_F(Assign, RowsThatHaveNoPartAreCounted) {
    make_study({"--columns", "quantity=-,price=-"});
    const Outcome outcome = assign(file("new.csv",
                                        "customer_id,order_id,order_date,total\nx,1,2024-01-01,5\n"
                                        "late,2,2025-01-01,5\ny,3,2024-13-01,5\n"),
                                   {"--max-rejects", "50"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("1 rows left out: after the as-of date"));
    EXPECT_THAT(outcome.err, HasSubstr("1 rows could not be parsed"));
}

}  // namespace
}  // namespace rfmeans::test
