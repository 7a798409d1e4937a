// --where, --from and --to from the command line to the study and its pages.
#include <nlohmann/json.hpp>

#include "cli/cli_support.hpp"
#include "rfmeans/store.hpp"

namespace rfmeans::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class FilteredStudy : public CliTest {
protected:
    [[nodiscard]] Outcome ingest(const std::vector<std::string>& options) const {
        std::vector<std::string> arguments = {"ingest", shop_, "-o", path("study.h5"), "--force"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_command(arguments);
    }
    [[nodiscard]] std::int64_t count(const std::string& name) const {
        const Study study = load_study(path("study.h5"));
        for (const NamedCount& count : study.rfm->counts) {
            if (count.name == name) {
                return count.count;
            }
        }
        return -1;
    }

    std::string shop_ = file("shop.csv",
                             "customer_id,order_date,total,country\n"
                             "a,2024-01-01,10,Spain\n"
                             "b,2024-01-02,20,France\n"
                             "c,2024-01-03,40,Spain\n"
                             "d,2024-01-04,80,Chile\n"
                             "e,2024-01-05,160,Spain\n"
                             "e,2024-01-05,160,Spain\n");
};

TEST_F(FilteredStudy, CountsAndValuesTheRowsLeftOut) {
    const Outcome outcome = ingest(
        {"--where", "country=Spain", "--where", "country = France", "--from", "2024-01-02", "--to", "2024-01-03"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(count("rows read"), 6);
    EXPECT_EQ(count("rows used"), 2);
    EXPECT_EQ(count("rows left out: not of --where"), 1);
    EXPECT_EQ(count("rows left out: before --from"), 1);
    EXPECT_EQ(count("rows left out: after --to"), 2);
    const Study study = load_study(path("study.h5"));
    EXPECT_EQ(format_day(study.rfm->as_of.back()), "2024-01-04");
    EXPECT_EQ(study.filters, (std::vector<ColumnFilter>{{"country", {"Spain", "France"}}}));
    EXPECT_EQ(study.rfm_spec.period.to, parse_day("2024-01-03", "test"));
    const std::string words =
        "--where country = 'Spain' or 'France', --from 2024-01-02, --to 2024-01-03; other rows are left out";
    EXPECT_THAT(study.rfm->definitions, ::testing::Contains(NamedText{"filters", words}));
    EXPECT_THAT(study.provenance.options, ::testing::IsSupersetOf({NamedText{"--from", "2024-01-02"}}));
    const auto profile = nlohmann::json::parse(study.profile_json);
    EXPECT_THAT(profile["findings"].dump(),
                AllOf(HasSubstr(R"({"amount":"320","rows":2,"what":"rows after --to"})"),
                      HasSubstr(R"({"amount":"10","rows":1,"what":"rows before --from"})")));
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("rows after --to"), HasSubstr("320")));
}

TEST_F(FilteredStudy, ShowsItsFiltersInDryRunsConfigurationsAndPages) {
    const std::vector<std::string> filters = {"--where", "country=Spain", "--from", "2024-01-03"};
    std::vector<std::string> options = filters;
    options.emplace_back("--dry-run");
    EXPECT_THAT(ingest(options).out, HasSubstr("--where country = 'Spain', --from 2024-01-03; other rows"));
    options.back() = "--print-config";
    EXPECT_THAT(ingest(options).out, AllOf(HasSubstr("where=\"country=Spain\""), HasSubstr("from=\"2024-01-03\"")));
    ASSERT_EQ(ingest(filters).code, 0);
    ASSERT_EQ(run_command({"report", path("study.h5"), "-o", path("page.html")}).code, 0);
    EXPECT_THAT(read_text(path("page.html")), AllOf(HasSubstr("--where country ="), HasSubstr("rows before --from")));
    EXPECT_THAT(run_command({"info", path("study.h5")}).out, HasSubstr("--where country = 'Spain'"));
    EXPECT_THAT(run_command({"profile", shop_, "--to", "2024-01-01"}).out, HasSubstr("rows after --to"));
}

TEST_F(FilteredStudy, RefusesFiltersThatMakeNoSense) {
    for (const std::vector<std::string>& bad : std::vector<std::vector<std::string>>{
             {"--where", "Spain"}, {"--where", "=Spain"}, {"--where", "land=Spain"}, {"--from", "soon"}}) {
        const Outcome outcome = ingest(bad);
        EXPECT_EQ(outcome.code, 2) << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr(bad[0]));
    }
    EXPECT_EQ(ingest({"--from", "2024-02-01", "--to", "2024-01-01"}).code, 2);
    const Outcome nothing = ingest({"--where", "country=Peru"});
    EXPECT_EQ(nothing.code, 3);
    EXPECT_THAT(nothing.err, HasSubstr("rows left out: not of --where: 6"));
}

}  // namespace
}  // namespace rfmeans::test
