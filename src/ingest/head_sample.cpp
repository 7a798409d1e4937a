#include "ingest/head_sample.hpp"

#include <algorithm>
#include <map>

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kSampleBytes = std::size_t{256} << 10;
constexpr std::size_t kHeadRecords = 300;

}  // namespace

std::string_view sample_of(std::string_view text) {
    if (text.size() <= kSampleBytes) {
        return text;
    }
    text = text.substr(0, kSampleBytes);
    const auto last_end = text.rfind('\n');
    return last_end == std::string_view::npos ? text : text.substr(0, last_end + 1);
}

std::vector<SampleRecord> sample_records(std::string_view text, char delimiter) {
    std::vector<SampleRecord> sample;
    RecordReader reader(sample_of(text), delimiter);
    Record record;
    TextPosition start = reader.position();
    for (; sample.size() < kHeadRecords && reader.next(record); start = reader.position()) {
        if (record.blank) {
            continue;
        }
        SampleRecord& kept = sample.emplace_back();
        for (const std::string_view field : record.fields) {
            kept.cells.emplace_back(trim(field));
            if (!kept.cells.back().empty()) {
                kept.span = kept.cells.size();
                ++kept.filled;
            }
        }
        kept.text = record.text;
        kept.start = start;
        kept.end = reader.position();
    }
    return sample;
}

CommonSpan find_common_span(const std::vector<SampleRecord>& records) {
    std::map<std::size_t, std::size_t> counts;
    for (const SampleRecord& record : records) {
        ++counts[record.span];
    }
    CommonSpan common;
    for (const auto& [span, count] : counts) {
        if (count >= common.records) {
            common = {span, count};
        }
    }
    return common;
}

}  // namespace rfmeans::ingest
