#include "cli/cli_support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "cli/run_cli.hpp"

namespace rfmeans::test {

Outcome run_command(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = cli::run_cli(arguments, out, err);
    return {code, out.str(), err.str()};
}

std::string read_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string shop_csv(int customers) {
    std::string text = "customer_id,order_id,order_date,quantity,unit_price,country\n";
    int order = 100'000;
    for (int customer = 1; customer <= customers; ++customer) {
        const int orders = 1 + customer * customer % 7;
        for (int i = 0; i < orders; ++i) {
            text += fmt::format("{},{},2024-{:02}-{:02},{},{}.{:02},{}\n", 1000 + customer, order++,
                                1 + (customer * 5 + i) % 12, 1 + (customer * 3 + i * 11) % 28, 1 + customer % 4,
                                5 + customer * 13 % 90, customer * 7 % 100, customer % 3 == 0 ? "France" : "Spain");
        }
    }
    return text;
}

void CliTest::expect_run_fails(const std::string& shop, int code, const std::vector<std::string>& words,
                               const std::vector<std::string>& options) const {
    const auto before = names_in(folder_.path());
    std::vector<std::string> arguments = {"run", shop, "--device", "cpu", "--seeds", "2"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    if (std::find(options.begin(), options.end(), "-o") == options.end()) {
        arguments.insert(arguments.end(), {"-o", path("out")});
    }

    const Outcome outcome = run_command(arguments);

    EXPECT_EQ(outcome.code, code) << outcome.err;
    EXPECT_THAT(outcome.err, ::testing::StartsWith("rfmeans: "));
    for (const std::string& word : words) {
        EXPECT_THAT(outcome.err, ::testing::HasSubstr(word));
    }
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(names_in(folder_.path()), before) << "something was left behind";
}

}  // namespace rfmeans::test
