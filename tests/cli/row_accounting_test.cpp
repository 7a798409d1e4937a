// Every row of a file is used, left out for one reason, or rejected and kept: nothing is lost, nothing counts twice.
#include <fmt/format.h>

#include "cli/cli_support.hpp"
#include "rfmeans/store.hpp"
#include "support/sanitizers.hpp"

namespace rfmeans::test {
namespace {

struct RowAccount {
    std::int64_t rows = 0, blank = 0, used = 0, left_out = 0, rejected = 0;
    bool operator==(const RowAccount&) const = default;
    RowAccount& operator+=(const RowAccount& other) {
        rows += other.rows;
        blank += other.blank;
        used += other.used;
        left_out += other.left_out;
        rejected += other.rejected;
        return *this;
    }
};

void PrintTo(const RowAccount& account, std::ostream* out) {
    *out << fmt::format("{} rows: {} used, {} left out, {} rejected; {} blank", account.rows, account.used,
                        account.left_out, account.rejected, account.blank);
}

class RowAccounting : public CliTest {
protected:
    /// What `ingest` makes of the files, checked for sums; nullopt where it refuses their content.
    [[nodiscard]] std::optional<RowAccount> account(const std::vector<std::string>& files,
                                                    const std::vector<std::string>& options = {}) const {
        std::filesystem::remove(path("study.rejects.csv"));
        std::vector<std::string> arguments = {"ingest", "-o", path("study.h5"), "--force", "--quiet"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        arguments.insert(arguments.end(), files.begin(), files.end());
        const Outcome outcome = run_command(arguments);
        if (outcome.code == 3) {
            return std::nullopt;
        }
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        const Study study = load_study(path("study.h5"));
        RowAccount sum;
        for (const InputFile& file : study.provenance.inputs) {
            sum += {.rows = file.rows, .blank = file.blank_rows, .rejected = file.rejected_rows};
        }
        std::int64_t read = 0, by_reason = 0;
        for (const NamedCount& count : study.rfm->counts) {
            read += count.name == "rows read" ? count.count : 0;
            sum.used += count.name == "rows used" ? count.count : 0;
            sum.left_out += count.name.starts_with("rows left out") ? count.count : 0;
        }
        for (const NamedCount& count : study.reject_counts) {
            by_reason += count.count;
        }
        EXPECT_EQ(sum.used + sum.left_out, read) << files.front();
        EXPECT_EQ(read + sum.rejected, sum.rows) << files.front();
        EXPECT_EQ(by_reason, sum.rejected) << files.front();
        EXPECT_EQ(records_of(path("study.rejects.csv")), sum.rejected) << files.front();
        return sum;
    }

    /// Records below the header; 0 where there is no file.
    [[nodiscard]] static std::int64_t records_of(const std::string& csv) {
        std::int64_t records = 0;
        bool quoted = false;
        for (const char c : read_text(csv)) {
            quoted = quoted != (c == '"');
            records += c == '\n' && !quoted ? 1 : 0;
        }
        EXPECT_FALSE(quoted);
        return std::max<std::int64_t>(records - 1, 0);
    }
};

TEST_F(RowAccounting, AddsUpForFilesThatWantToHideRows) {
    const std::string hostile = file("hostile.csv",
                                     "customer,order,date,quantity,price,note\n"
                                     "1,1,2020-01-01,1,5,\"two\nlines\"\n"
                                     ",,,,,\n"
                                     "\n"
                                     ",2,2020-01-02,1,5,a guest\n"
                                     "1,C3,2020-01-03,-1,5,sent back\n"
                                     "1,4,2020-01-04,1,0,free\n"
                                     "2,5,2020-02-30,1,5,\"no day, \"\"really\"\"\"\n"
                                     "2,6,2020-01-05,1,5\n"
                                     "2,7,2020-01-05,1,5,a,b\n"
                                     "2,8,2020-01-06,x,5,\"no\nnumber\"\n"
                                     "2,9,2021-01-01,1,5,late\n"
                                     "2,9,2019-01-01,1,5,early\n"
                                     "2,10,2020-01-06,1,5,x\n"
                                     "2,11,2020-01-06,1,5,\"never closed\n");
    const std::vector<std::string> options = {"--max-rejects", "5",          "--as-of", "2020-06-01",
                                              "--from",        "2019-06-01", "--where", "note=x",
                                              "--where",       "note=free",  "--where", "note=late"};
    EXPECT_EQ(account({hostile}, {"--max-rejects", "5", "--as-of", "2020-06-01"}),
              (RowAccount{.rows = 12, .blank = 2, .used = 3, .left_out = 4, .rejected = 5}));
    EXPECT_EQ(account({hostile}, options),
              (RowAccount{.rows = 12, .blank = 2, .used = 1, .left_out = 6, .rejected = 5}));
}

TEST_F(RowAccounting, AddsUpForRealFilesOneByOneAndTogether) {
    RFMEANS_NEED_DATA(data, "");
    const std::filesystem::path retail = data / "online_retail";
    std::size_t read = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) {
        const std::string name = entry.path().string();
        const bool table = name.ends_with(".csv") || name.ends_with(".gz") || name.ends_with(".txt");
        if (entry.is_regular_file() && table && !(kThreadSanitizer && entry.file_size() > 300'000)) {
            read += account({name}, {"--max-rejects", "100%"}) ? 1U : 0U;
        }
    }
    EXPECT_GT(read, kThreadSanitizer ? 5U : 10U);
    if (kThreadSanitizer) {
        return;
    }
    RowAccount sum;
    for (const std::string& name : online_retail_files(retail)) {
        sum += account({name}).value();
    }
    EXPECT_EQ(account(online_retail_files(retail)), sum);
    EXPECT_EQ(sum.rows, 541'909);
}

}  // namespace
}  // namespace rfmeans::test
