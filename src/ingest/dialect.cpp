#include "ingest/dialect.hpp"

#include <algorithm>

#include "ingest/record_reader.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kSampleBytes = std::size_t{256} << 10;
constexpr int kSampleRecords = 300;
constexpr double kConsistent = 0.5;  // below this share the evidence for a delimiter is weak

struct Evidence {
    std::size_t fields = 0;  // in the first record
    double agreeing = 0;     // share of records with as many
};

Evidence weigh_delimiter(std::string_view head, char delimiter) {
    RecordReader reader(head, delimiter);
    Record record;
    Evidence evidence;
    int records = 0, agreeing = 0;
    while (records < kSampleRecords && reader.next(record)) {
        if (record.blank || record.unclosed_quote) {
            continue;
        }
        if (records == 0) {
            evidence.fields = record.fields.size();
        }
        agreeing += record.fields.size() == evidence.fields ? 1 : 0;
        ++records;
    }
    evidence.agreeing = records == 0 ? 0 : static_cast<double>(agreeing) / records;
    return evidence;
}

}  // namespace

char find_delimiter(std::string_view head) {
    if (head.size() > kSampleBytes) {
        head = head.substr(0, kSampleBytes);
        head = head.substr(0, std::min(head.rfind('\n'), head.size()));
    }
    char best = ',';
    Evidence most;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const Evidence evidence = weigh_delimiter(head, delimiter);
        const bool better =
            evidence.agreeing > most.agreeing || (evidence.agreeing == most.agreeing && evidence.fields > most.fields);
        if (evidence.fields >= 2 && better) {
            best = delimiter;
            most = evidence;
        }
    }
    if (most.agreeing < kConsistent) {
        const Evidence blanks = weigh_delimiter(head, kBlanks);
        if (blanks.fields >= 2 && blanks.agreeing >= kConsistent) {
            return kBlanks;
        }
    }
    return best;
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

std::string describe_dialect(const Dialect& dialect) {
    if (dialect.packing == Packing::parquet) {
        return "Parquet";
    }
    std::string text = delimiter_name(dialect.delimiter);
    text += dialect.header ? ", header" : ", no header";
    text += dialect.quotes ? ", quotes" : "";
    text += ", " + describe_encoding(dialect.encoding);
    text += dialect.crlf ? ", CRLF" : ", LF";
    text += packing_suffix(dialect.packing);
    return text;
}

}  // namespace rfmeans::ingest
