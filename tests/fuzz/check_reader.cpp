#include "fuzz/check_reader.hpp"

#include <fmt/format.h>

#include <fstream>

#include "fuzz/naive_parser.hpp"
#include "ingest/source.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::test {
namespace {

// A small packed file may hold a large one, which is a matter of time and not of correctness.
constexpr std::size_t kMostUnpacked = std::size_t{1} << 20;

NaiveRecord plain(const ingest::Record& record) {
    return {.fields = {record.fields.begin(), record.fields.end()},
            .text = std::string(record.text),
            .line = record.line,
            .blank = record.blank,
            .unclosed_quote = record.unclosed_quote};
}

std::string describe(const NaiveRecord& record) {
    std::string text = fmt::format("line {}{}{}:", record.line, record.blank ? ", blank" : "",
                                   record.unclosed_quote ? ", unclosed" : "");
    for (const std::string& field : record.fields) {
        text += " [" + field + "]";
    }
    return text + " of '" + record.text + "'";
}

/// Whether `act` refused by an Error.
template <class Act>
bool refuses(Act act) {
    try {
        act();
    } catch (const Error&) {
        return true;
    }
    return false;
}

struct RowCount {
    std::int64_t rows = 0, blank = 0;
};

RowCount count_rows(const ingest::Source& source) {
    RowCount count;
    const std::string_view rows = std::string_view(source.text).substr(source.first_row.offset);
    for (const NaiveRecord& record : split_naively(rows, source.dialect.delimiter)) {
        ++(record.blank ? count.blank : count.rows);
    }
    return count;
}

std::string check_counts(const InputFile& file, const RowCount& expected, const char* reader) {
    if (file.rows == expected.rows && file.blank_rows == expected.blank) {
        return "";
    }
    return fmt::format("{}: {} rows and {} blank ones, the naive parser has {} and {}", reader, file.rows,
                       file.blank_rows, expected.rows, expected.blank);
}

std::string check_transactions(const std::string& file, const RowCount& expected) {
    Transactions transactions;
    if (refuses([&] { transactions = read_transactions({file}, {.max_rejects = 1}); })) {
        return "";
    }
    const InputFile& counted = transactions.files.front();
    const auto used = static_cast<std::int64_t>(transactions.rows());
    const auto rejected = static_cast<std::int64_t>(transactions.rejects.size());
    if (used + rejected != counted.rows || rejected != counted.rejected_rows) {
        return fmt::format("{} rows used and {} rejected, but {} and {} counted", used, rejected, counted.rows,
                           counted.rejected_rows);
    }
    return check_counts(counted, expected, "read_transactions");
}

std::string check_profile(const std::string& file, const RowCount& expected) {
    Profile profile;
    if (refuses([&] { profile = profile_files({file}, {.max_rejects = 1}); })) {
        return "";
    }
    if (profile_json(profile).empty()) {
        return "the profile has no JSON";
    }
    return check_counts(profile.files.front(), expected, "profile_files");
}

}  // namespace

std::string check_split(std::string_view text, char delimiter) {
    const std::vector<NaiveRecord> expected = split_naively(text, delimiter);
    ingest::RecordReader reader(text, delimiter);
    ingest::Record record;
    for (const NaiveRecord& naive : expected) {
        if (!reader.next(record)) {
            return fmt::format("{}: the reader ends before {}", ingest::delimiter_name(delimiter), describe(naive));
        }
        if (plain(record) != naive) {
            return fmt::format("{}: the reader has {}\nthe naive parser {}", ingest::delimiter_name(delimiter),
                               describe(plain(record)), describe(naive));
        }
    }
    return reader.next(record) ? "the reader goes on with " + describe(plain(record)) : "";
}

std::string check_reader(std::string_view bytes, const std::string& scratch) {
    std::ofstream(scratch, std::ios::binary) << bytes;
    static_cast<void>(refuses([&] { static_cast<void>(read_numbers(scratch)); }));
    static_cast<void>(refuses([&] { static_cast<void>(sniff_transactions({scratch}, {})); }));
    ingest::Source source;
    if (refuses([&] { source = ingest::open_source(scratch, ingest::Extent::whole); }) ||
        source.text.size() > kMostUnpacked) {
        return "";
    }
    std::string wrong = check_split(source.text, source.dialect.delimiter);
    const RowCount expected = count_rows(source);
    wrong = wrong.empty() ? check_transactions(scratch, expected) : wrong;
    return wrong.empty() ? check_profile(scratch, expected) : wrong;
}

}  // namespace rfmeans::test
