// RFM of one file of bench_made_rows by the library, and the limits that a file sets; one job a process, its figures as
// a line of JSON. bench/driver/rows_ingest.py starts it.
#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <charconv>
#include <fstream>
#include <functional>
#include <map>

#include "bench/engine/clock.hpp"
#include "bench/ingest/answer.hpp"
#include "bench/ingest/limits.hpp"
#include "ingest/pack_rows.hpp"
#include "ingest/read_rows.hpp"
#include "rfmeans/aggregate.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::bench {
namespace {

struct Job {
    std::string file;
    int threads = 1;
};

/// Makes what is timed, and returns what says afterwards what was found.
using Work = std::function<std::function<nlohmann::json()>(const Job&)>;

enum class Attributes { left_out, kept };
enum class Fingerprint { left_out, made };

/// What `rfmeans ingest` does between its options and its study file, everything about the file found by itself.
Work rfm(Attributes attributes, Fingerprint fingerprint) {
    return [=](const Job& job) {
        IngestSpec spec;
        if (attributes == Attributes::left_out) {
            spec.columns.emplace("attribute", "-");
            spec.columns.emplace("country", "-");
        }
        const auto read = [&](ingest::RowsPlan plan, const ingest::MakeSink& make_sink) {
            plan.fingerprint = fingerprint == Fingerprint::made;
            return ingest::read_rows(plan, make_sink);
        };
        PackedRows packed =
            ingest::pack_rows_with(read, {job.file}, spec, {.threads = job.threads, .spill_folder = "/tmp"});
        RfmTable table = build_rfm_of(packed, {}, 0);
        return [table = std::move(table)] { return answer_of(table); };
    };
}

std::function<nlohmann::json()> make_profile(const Job& job) {
    Profile profile = profile_files({job.file}, {});
    return [profile = std::move(profile)] { return nlohmann::json{{"rows", profile.rows}}; };
}

Work limit(Limit which) {
    return [which](const Job& job) {
        const std::int64_t found = run_limit(job.file, job.threads, which);
        return [found] { return nlohmann::json{{"separators", found}}; };
    };
}

const std::map<std::string, Work, std::less<>> kWorks = {
    {"rfm", rfm(Attributes::left_out, Fingerprint::left_out)},
    {"rfm-attributes", rfm(Attributes::kept, Fingerprint::left_out)},
    {"rfm-sha256", rfm(Attributes::left_out, Fingerprint::made)},
    {"profile", make_profile},
    {"read", limit(Limit::read)},
    {"scan", limit(Limit::scan)}};

/// Highest resident memory of the process in bytes; 0 where the kernel does not say.
std::int64_t peak_bytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return 1024 * std::stoll(line.substr(6));
        }
    }
    return 0;
}

void run(const Work& work, const Job& job) {
    const auto threads = static_cast<std::size_t>(job.threads);
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    tbb::task_arena arena(job.threads);
    std::function<nlohmann::json()> answer;
    const Seconds seconds = time_once([&] { arena.execute([&] { answer = work(job); }); });
    const std::int64_t peak = peak_bytes();
    const nlohmann::json figures = {
        {"wall", seconds.wall}, {"processor", seconds.processor}, {"peak", peak}, {"answer", answer()}};
    fmt::print("{}\n", figures.dump());
}

}  // namespace
}  // namespace rfmeans::bench

int main(int count, char** arguments) {
    using namespace rfmeans::bench;
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() != 3 || !kWorks.contains(words[0])) {
        fmt::print(stderr, "usage: bench_ingest rfm|rfm-attributes|rfm-sha256|profile|read|scan FILE THREADS\n");
        return 2;
    }
    Job job{.file = words[1]};
    std::from_chars(words[2].data(), words[2].data() + words[2].size(), job.threads);
    if (job.threads < 1) {
        fmt::print(stderr, "THREADS is '{}' (a number of threads). Give 1 or more\n", words[2]);
        return 2;
    }
    try {
        run(kWorks.at(words[0]), job);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
