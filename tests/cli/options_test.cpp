#include "cli/cli_support.hpp"

namespace rfmeans::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Options : public CliTest {
protected:
    std::string shop_ = file("shop.csv", shop_csv(30));
};

TEST_F(Options, CommandThatIsNearlyRightIsSuggested) {
    const Outcome outcome = run_command({"swep", "study.h5"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("did you mean 'sweep'?"));
}

TEST_F(Options, NoCommandIsAnError) {
    EXPECT_EQ(run_command({}).code, 2);
}

TEST_F(Options, UnknownOptionIsNamedWithTheHelpThatListsThem) {
    const Outcome outcome = run_command({"run", shop_, "-o", path("out"), "--sedes", "3"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("--sedes"));
    EXPECT_THAT(outcome.err, HasSubstr("rfmeans run --help"));
    EXPECT_EQ(names_in(folder_.path()), std::vector<std::string>{"shop.csv"});
}

TEST_F(Options, MissingOutputIsNamedWithAnExample) {
    const Outcome outcome = run_command({"run", shop_});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("-o"));
}

TEST_F(Options, BadNumbersOfClustersAreOptionErrors) {
    for (const std::string ks : {"", "x", "0", "-3", "5..2", "2..", "..4", "2,,4", "2.5", "70000", "2...4", "4 "}) {
        const Outcome outcome = run_command({"run", shop_, "-o", path("out"), "-k", ks});
        EXPECT_EQ(outcome.code, 2) << ks << ": " << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr("-k")) << ks;
    }
    EXPECT_EQ(names_in(folder_.path()), std::vector<std::string>{"shop.csv"});
}

TEST_F(Options, WordsOutsideAChoiceListTheChoice) {
    const Outcome outcome = run_command({"run", shop_, "-o", path("out"), "--returns", "burn"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("drop, net, keep"));
}

TEST_F(Options, ImpossibleValuesAreOptionErrors) {
    const std::vector<std::vector<std::string>> bad = {
        {"--as-of", "2024-02-30"}, {"--max-rejects", "101%"}, {"--winsorise", "50"},     {"--seeds", "0"},
        {"--seeds", "1.5"},        {"--tolerance", "-1"},     {"--max-iterations", "0"}, {"--threads", "0"},
        {"--device", "tpu"},       {"--device", "cuda:one"},  {"--device", "cuda:0,"},   {"--device", "cuda:1,1"},
        {"--init", "best"},        {"--columns", "client=x"}, {"--columns", "date"},     {"--columns", "date=a,date=b"},
        {"--date-format", "ydm"},  {"--max-rejects", "0.2"},  {"--max-rejects", "-1"},   {"--max-rejects", "%"}};
    for (const auto& pair : bad) {
        const Outcome outcome = run_command({"run", shop_, "-o", path("out"), pair[0], pair[1]});
        EXPECT_EQ(outcome.code, 2) << pair[0] << ' ' << pair[1] << ": " << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr(pair[0])) << pair[0] << ' ' << pair[1];
    }
    EXPECT_EQ(names_in(folder_.path()), std::vector<std::string>{"shop.csv"});
}

TEST_F(Options, ListsEndBeforeTheFiles) {
    for (const char* option : {"--columns=customer=customer_id", "--where=country=Spain"}) {
        const std::string text = option;
        const std::size_t equals = text.find('=');
        const Outcome outcome = run_command({"profile", text.substr(0, equals), text.substr(equals + 1), shop_});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
    }
}

TEST_F(Options, CountsMayBeWrittenWithAnExponent) {
    ASSERT_EQ(run_command({"synth", "-n", "1e2", "-o", path("made.csv"), "--truth", path("truth.csv")}).code, 0);
    const std::string truth = read_text(path("truth.csv"));
    EXPECT_EQ(std::count(truth.begin(), truth.end(), '\n'), 101);
}

TEST_F(Options, EveryCommandHasHelpWithExamples) {
    for (const std::string command : {"run", "profile", "ingest", "sweep", "segment", "assign", "report", "export",
                                      "verify", "bench", "synth", "info", "devices"}) {
        const Outcome outcome = run_command({command, "--help"});
        EXPECT_EQ(outcome.code, 0) << command;
        EXPECT_THAT(outcome.out, HasSubstr("Examples:\n  rfmeans " + command)) << command;
    }
}

TEST_F(Options, VersionIsPrinted) {
    EXPECT_THAT(run_command({"--version"}).out, HasSubstr("rfmeans 0."));
}

TEST_F(Options, PrintedConfigurationGivesTheSameConfiguration) {
    const std::vector<std::string> given = {"run", shop_, "-o",  path("out"), "--seeds",
                                            "3",   "-k",  "2,4", "--columns", "customer=customer_id,date=order_date"};
    std::vector<std::string> arguments = given;
    arguments.emplace_back("--print-config");
    const Outcome printed = run_command(arguments);
    ASSERT_EQ(printed.code, 0) << printed.err;
    const Outcome again = run_command({"run", "--config", file("run.toml", printed.out), "--print-config"});
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(again.out, printed.out);
    EXPECT_FALSE(std::filesystem::exists(path("out")));
}

TEST_F(Options, ConfigurationIsUsedAndTheCommandLineGoesBeforeIt) {
    const std::string config =
        file("run.toml", "[run]\nk = \"2..4\"\nseeds = 2\ndevice = \"cpu\"\no = \"" + path("out") + "\"\n");
    ASSERT_EQ(run_command({"run", shop_, "--config", config, "-k", "3"}).code, 0);
    const Outcome models = run_command({"export", path("out/study.h5"), "models", "-o", "-"});
    EXPECT_EQ(std::count(models.out.begin(), models.out.end(), '\n'), 3) << models.out;
}

TEST_F(Options, ConfigurationWithAnUnknownNameIsRefused) {
    const Outcome outcome =
        run_command({"run", shop_, "-o", path("out"), "--config", file("run.toml", "[run]\nsedes = 2\n")});
    EXPECT_EQ(outcome.code, 2) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("--config: 'run.sedes' is no option"));
}

TEST_F(Options, ConfigurationThatIsMissingIsAFileError) {
    EXPECT_EQ(run_command({"run", shop_, "-o", path("out"), "--config", path("nowhere.toml")}).code, 1);
}

TEST_F(Options, QuietRunSaysNothing) {
    const Outcome outcome = run_command({"run", shop_, "-o", path("out"), "--seeds", "2", "-k", "2..40", "--quiet"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out + outcome.err, "");
}

TEST_F(Options, AutomaticDeviceIsSaidInOneLine) {
    const Outcome outcome = run_command({"run", shop_, "-o", path("out"), "--seeds", "2"});
    EXPECT_THAT(outcome.err, HasSubstr("rfmeans: running on "));
}

}  // namespace
}  // namespace rfmeans::test
