#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <sstream>
#include <vector>

#include "report/histogram.hpp"
#include "report/plain_text.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/report.hpp"
#include "unit/report/small_study.hpp"

namespace rfmeans {
namespace {

using test::make_small_study;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string page_of(const Study& study, const ReportSpec& spec = {}) {
    std::ostringstream out;
    write_html_report(study, spec, out);
    return out.str();
}

/// The first complaint about nesting, or "". Knows void elements; attributes must not hold '>' unescaped.
std::string find_broken_nesting(const std::string& page) {
    const std::set<std::string> voids = {"meta", "br", "img", "link"};
    std::vector<std::string> open;
    for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
        const std::size_t end = page.find('>', at);
        if (end == std::string::npos) {
            return "tag without end";
        }
        if (page[at + 1] == '!') {
            continue;
        }
        const bool closing = page[at + 1] == '/';
        std::size_t stop = at + (closing ? 2 : 1);
        const std::size_t begin = stop;
        while (std::isalnum(static_cast<unsigned char>(page[stop])) != 0) {
            ++stop;
        }
        const std::string name = page.substr(begin, stop - begin);
        if (closing) {
            if (open.empty() || open.back() != name) {
                return "unexpected </" + name + ">";
            }
            open.pop_back();
        } else if (!voids.contains(name) && page[end - 1] != '/') {
            open.push_back(name);
        }
    }
    return open.empty() ? "" : "<" + open.back() + "> is never closed";
}

TEST(HtmlReport, NestsItsElements) {
    EXPECT_EQ(find_broken_nesting("<p><b>x</p></b>"), "unexpected </p>");  // the checker itself
    EXPECT_EQ(find_broken_nesting(page_of(make_small_study())), "");
}

TEST(HtmlReport, EscapesEveryHostileText) {
    const std::string page = page_of(make_small_study(), {.title = "<script>title</script>"});
    for (const char* hostile : {"<script", "<img", "<b>id", "<i>Lost", "<u>", "<date>", "<rows>", "<one>", "<because>",
                                "<this>", "<since>"}) {
        EXPECT_THAT(page, Not(HasSubstr(hostile)));
    }
    EXPECT_THAT(page,
                HasSubstr("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Söhne&#39;, &quot;GmbH&quot;"));
    EXPECT_THAT(page, HasSubstr("<title>&lt;script&gt;title&lt;/script&gt;</title>"));
}

TEST(HtmlReport, LoadsNothingFromElsewhere) {
    const std::string page = page_of(make_small_study());
    for (const char* reference : {"http://", "https://", "src=\"", "href=", "url(", "@import", "<link"}) {
        EXPECT_THAT(page, Not(HasSubstr(reference)));
    }
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST(HtmlReport, ShowsSegmentsFirstAndEveryPictureAsTable) {
    const std::string page = page_of(make_small_study());
    EXPECT_LT(page.find("id=\"segments\""), page.find("id=\"choice\""));
    EXPECT_LT(page.find("id=\"choice\""), page.find("id=\"quality\""));
    std::size_t pictures = 0, tables = 0;
    for (std::size_t at = page.find("<svg"); at != std::string::npos; at = page.find("<svg", at + 1)) {
        ++pictures;
    }
    for (std::size_t at = page.find("Show the numbers"); at != std::string::npos;
         at = page.find("Show the numbers", at + 1)) {
        ++tables;
    }
    // sizes, snake, elbow, months, three distributions; the silhouette is undefined for every k and has no picture.
    EXPECT_EQ(pictures, 7U);
    EXPECT_EQ(tables, 8U);
    EXPECT_THAT(page, HasSubstr("1,234,567"));
    EXPECT_THAT(page, HasSubstr("120.70"));
    EXPECT_THAT(page, HasSubstr("1,234.50"));
}

TEST(HtmlReport, HidesEveryCustomerId) {
    const std::string shown = page_of(make_small_study());
    const std::string hidden = page_of(make_small_study(), {.ids = CustomerIdsShown::hidden});
    for (const char* id : {"&lt;b&gt;id&quot;1&quot;&lt;/b&gt;", "=CMD()", "plain, id"}) {
        EXPECT_THAT(shown, HasSubstr(id));
        EXPECT_THAT(hidden, Not(HasSubstr(id)));
    }
    EXPECT_THAT(shown, HasSubstr("Top 3 customers by revenue"));
    EXPECT_THAT(hidden, Not(HasSubstr("Top 3 customers")));
}

TEST(HtmlReport, IsTheSameBytesForTheSameStudy) {
    EXPECT_EQ(page_of(make_small_study()), page_of(make_small_study()));
}

TEST(HtmlReport, ShowsAStudyThatHasOnlyRfmWithoutAmounts) {
    Study study;
    study.rfm = make_small_study().rfm;
    study.rfm->monetary_units.clear();
    for (std::size_t customer = 0; customer < 3; ++customer) {
        study.rfm->tensor[3 * customer + 2] = kUndefined;
    }
    const std::string page = page_of(study);
    EXPECT_EQ(find_broken_nesting(page), "");
    EXPECT_THAT(page, Not(HasSubstr("Monetary")));
    EXPECT_THAT(page, Not(HasSubstr(">nan")));
}

TEST(HtmlReport, SaysWhoMakesCustomersWhereThereAreNone) {
    try {
        (void)page_of(Study{});
        FAIL() << "expected an error";
    } catch (const Error& error) {
        EXPECT_EQ(error.failure(), Failure::content);
        EXPECT_THAT(error.what(), HasSubstr("rfmeans ingest"));
    }
}

TEST(TextSummary, StaysWithinAHundredColumnsAndSteersNoTerminal) {
    Study study = make_small_study();
    study.segmentation->segments[0].name = "Champions\x1b[31m, " + std::string(150, 'x');
    study.rfm->definitions.push_back({std::string(120, 'n'), std::string(300, 'y') + "\xff\u009b"});
    std::ostringstream out;
    write_text_summary(study, out);
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(report::display_width(line), 100U) << line;
    }
    EXPECT_THAT(out.str(), Not(HasSubstr("\x1b")));
    EXPECT_THAT(out.str(), Not(HasSubstr("\u009b")));
    EXPECT_THAT(out.str(), HasSubstr("Revenue      120.70"));
    EXPECT_THAT(out.str(), HasSubstr("Chosen       k = 2 (seed 5) from k = 1..2, 2 seeds on cpu"));
    EXPECT_THAT(out.str(), HasSubstr("[orders]"));
}

TEST(PlainText, FormatsNumbersAsPeopleReadThem) {
    EXPECT_EQ(report::count_text(-1'234'567), "-1,234,567");
    EXPECT_EQ(report::fixed_text(999.995, 1), "1,000.0");
    EXPECT_EQ(report::fixed_text(-0.04, 1), "0.0");
    EXPECT_EQ(report::fixed_text(kUndefined, 1), report::kNone);
    EXPECT_EQ(report::exact_decimal(-5, 2), "-0.05");
    EXPECT_EQ(report::exact_decimal(INT64_MIN, 0), "-9223372036854775808");
    EXPECT_EQ(report::exact_decimal(0, 18), "0.000000000000000000");
    EXPECT_EQ(report::money_text(123'456'789, 2), "1,234,567.89");
    EXPECT_EQ(report::percent_text(0.1234), "12.3 %");
    EXPECT_EQ(report::bytes_text(999), "999 bytes");
    EXPECT_EQ(report::bytes_text(999'950), "1.0 MB");
}

TEST(PlainText, MakesInvalidUtf8Printable) {
    EXPECT_EQ(report::printable("a\xC3"), "a\uFFFD");                    // cut short
    EXPECT_EQ(report::printable("\xC0\xAF<"), "\uFFFD\uFFFD<");          // overlong
    EXPECT_EQ(report::printable("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // surrogate
    EXPECT_EQ(report::printable("\u202Eab\tß"),
              "\uFFFD"
              "ab ß");  // reordering mark
}

TEST(Histogram, HasOneBinPerValueWhereTheyAreFewWholeNumbers) {
    const auto histogram = report::make_histogram({1, 1, 3, kUndefined});
    EXPECT_THAT(histogram.edges, ElementsAre(0.5, 1.5, 2.5, 3.5));
    EXPECT_THAT(histogram.counts, ElementsAre(2, 0, 1));
    EXPECT_EQ(report::bin_text(histogram, 2), "3");
}

TEST(Histogram, ShowsTheBulkWhateverTheOutliersAre) {
    std::vector<double> values;
    for (int i = 0; i < 1'000; ++i) {
        values.push_back(-50.25 + 0.1 * i);
    }
    values.push_back(-1e12);
    values.push_back(1e12);
    const auto histogram = report::make_histogram(values);
    std::int64_t all = 0, most = 0;
    for (const std::int64_t count : histogram.counts) {
        all += count;
        most = std::max(most, count);
    }
    EXPECT_LE(histogram.counts.size(), 24U);
    EXPECT_EQ(all, 1'002);
    EXPECT_LT(most, 100);
}

TEST(Histogram, SurvivesConstantEmptyAndHugeValues) {
    EXPECT_TRUE(report::make_histogram({}).counts.empty());
    EXPECT_THAT(report::make_histogram({2.5, 2.5}).counts, ElementsAre(2));
    EXPECT_THAT(report::make_histogram({1e300, 1e300}).counts, ElementsAre(2));
    const auto skewed = report::make_histogram({0, 0, 0, 1e9});
    EXPECT_EQ(skewed.counts.front(), 3);
    EXPECT_EQ(skewed.counts.back(), 1);
}

constexpr const char* kSecondSchema = R"json({"schema":2,"rows":9,"orders":4,"total_amount":"12.5",
    "first_time":"2011-01-01 00:00:00","last_time":"2011-02-01 00:00:00",
    "coverage":{"days":32,"days_with_rows":2,"longest_gap_from":"2011-01-02","longest_gap_days":30},
    "alerts":[{"column":"who","what":"column 'who' is constant ('Secret <b>')","rows":9},
              {"column":null,"what":"two <i>currencies","rows":3}],
    "columns":[{"name":"who","type":"text","role":"customer","count":9,"missing":0,"distinct":1,"top":[]},
        {"name":"Qty","type":"integer","role":"quantity","count":9,"missing":0,"distinct":2,"min":"1","max":"2","mean":1.5,
         "zeros":0,"negatives":0,"quantiles":{"q05":1,"q25":1,"median":1.25,"q75":2,"q95":2},
         "histogram":{"unit":null,"edges":[0.5,1.5,2.5],"counts":[6,3]},"top":[]},
        {"name":"day","type":"date","role":"date","count":9,"missing":0,"distinct":2,
         "histogram":{"unit":"month","edges":["2011-01-01","2011-02-01","2011-03-01"],"counts":[8,1]},"top":[]},
        {"name":"broken","type":"integer","histogram":{"unit":null,"edges":[1],"counts":[1,2,"x"]},"top":[]}],
    "findings":[],"monthly":[{"month":"2011-01","rows":8,"orders":3,"amount":"12.0"}]})json";

TEST(HtmlReport, ShowsAlertsFirstAndAHistogramForEachColumn) {
    Study study = make_small_study();
    study.profile_json = kSecondSchema;
    const std::string page = page_of(study, {});
    EXPECT_LT(page.find("two &lt;i&gt;currencies"), page.find(">Files<"));
    EXPECT_THAT(page, HasSubstr("2 of 32 days have rows; the longest gap is 30 days from 2011-01-02 on."));
    EXPECT_THAT(page, HasSubstr("Distribution of Qty"));
    EXPECT_THAT(page, HasSubstr("<title>2011-01: 8</title>"));
    EXPECT_THAT(page, Not(HasSubstr("Distribution of broken")));
    EXPECT_THAT(page, HasSubstr("1.25"));
}

TEST(HtmlReport, HidesIdsThatAlertsQuote) {
    Study study = make_small_study();
    study.profile_json = kSecondSchema;
    EXPECT_THAT(page_of(study, {}), HasSubstr("Secret &lt;b&gt;"));
    const std::string page = page_of(study, {.ids = CustomerIdsShown::hidden});
    EXPECT_THAT(page, Not(HasSubstr("Secret")));
    EXPECT_THAT(page, HasSubstr("is constant"));
}

}  // namespace
}  // namespace rfmeans
