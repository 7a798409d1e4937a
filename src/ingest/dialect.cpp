#include "ingest/dialect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ingest/head_sample.hpp"
#include "ingest/record_reader.hpp"

namespace rfmeans::ingest {
namespace {

constexpr double kConsistent = 0.5;  // below this share the evidence for a delimiter is weak

struct FieldEvidence {
    std::size_t fields = 0;
    double agreeing = 0;  // share of records with as many
};

/// What the number of fields of a record is held against.
enum class Measure { first_record, most_records };

std::vector<std::size_t> count_fields(std::string_view head, char delimiter) {
    constexpr std::size_t kSampleRecords = 300;
    std::vector<std::size_t> counts;
    RecordReader reader(head, delimiter);
    Record record;
    while (counts.size() < kSampleRecords && reader.next(record)) {
        if (!record.blank && !record.unclosed_quote) {
            counts.push_back(record.fields.size());
        }
    }
    return counts;
}

FieldEvidence weigh_delimiter(std::string_view head, char delimiter, Measure measure) {
    const std::vector<std::size_t> counts = count_fields(head, delimiter);
    const auto weigh = [&](std::size_t fields) {
        const auto agreeing = std::count(counts.begin(), counts.end(), fields);
        return FieldEvidence{fields, static_cast<double>(agreeing) / static_cast<double>(counts.size())};
    };
    if (counts.empty()) {
        return {};
    }
    FieldEvidence evidence = weigh(counts.front());
    for (std::size_t i = 1; measure == Measure::most_records && i < std::min(counts.size(), kMostTitles + 2); ++i) {
        const FieldEvidence other = weigh(counts[i]);
        evidence = other.agreeing > evidence.agreeing ? other : evidence;
    }
    return evidence;
}

struct Choice {
    char delimiter = ',';
    double agreeing = 0;
};

Choice weigh_delimiters(std::string_view head, std::string_view delimiters, Measure measure) {
    Choice best;
    FieldEvidence most;
    for (const char delimiter : delimiters) {
        const FieldEvidence evidence = weigh_delimiter(head, delimiter, measure);
        const bool better =
            evidence.agreeing > most.agreeing || (evidence.agreeing == most.agreeing && evidence.fields > most.fields);
        if (evidence.fields >= 2 && better) {
            best = {delimiter, evidence.agreeing};
            most = evidence;
        }
    }
    return best;
}

}  // namespace

char find_delimiter(std::string_view head) {
    constexpr std::string_view kMarks = ",;\t|", kRuns(&kBlanks, 1);
    head = sample_of(head);
    for (const std::string_view delimiters : {kMarks, kRuns}) {
        for (const Measure measure : {Measure::first_record, Measure::most_records}) {
            const Choice choice = weigh_delimiters(head, delimiters, measure);
            if (choice.agreeing >= kConsistent) {
                return choice.delimiter;
            }
        }
    }
    return weigh_delimiters(head, kMarks, Measure::first_record).delimiter;
}

const char* delimiter_name(char delimiter) {
    switch (delimiter) {
        case ';':
            return "semicolon";
        case '\t':
            return "tab";
        case '|':
            return "vertical bar";
        case kBlanks:
            return "blanks";
        default:
            return "comma";
    }
}

const char* packing_suffix(Packing packing) {
    switch (packing) {
        case Packing::gzip:
            return ", gzip";
        case Packing::zstd:
            return ", zstd";
        case Packing::parquet:
        case Packing::none:
            break;
    }
    return "";
}

namespace {

std::string describe_titles(const std::vector<std::string>& titles) {
    constexpr std::size_t kMostNamed = 3;
    if (titles.empty()) {
        return "";
    }
    std::string named;
    for (std::size_t i = 0; i < std::min(titles.size(), kMostNamed); ++i) {
        named += fmt::format("{}'{}'", i == 0 ? "" : ", ", titles[i]);
    }
    return fmt::format(" below {} title line{} ({}{})", titles.size(), titles.size() == 1 ? "" : "s", named,
                       titles.size() > kMostNamed ? ", …" : "");
}

}  // namespace

LineEnd find_line_end(std::string_view text) {
    const auto feed = text.find('\n');
    if (feed == std::string_view::npos) {
        return text.find('\r') == std::string_view::npos ? LineEnd::lf : LineEnd::cr;
    }
    return feed > 0 && text[feed - 1] == '\r' ? LineEnd::crlf : LineEnd::lf;
}

std::string describe_dialect(const Dialect& dialect) {
    if (dialect.packing == Packing::parquet) {
        return "Parquet";
    }
    std::string text = delimiter_name(dialect.delimiter);
    text += dialect.header ? ", header" : ", no header";
    text += describe_titles(dialect.titles);
    text += dialect.quotes ? ", quotes" : "";
    text += ", " + describe_encoding(dialect.encoding);
    constexpr std::array kLineEnds = {", LF", ", CRLF", ", CR"};
    text += kLineEnds[static_cast<std::size_t>(dialect.line_end)];
    text += packing_suffix(dialect.packing);
    return text;
}

}  // namespace rfmeans::ingest
