// RFM of one file of bench_made_rows by the library, and the limits that a file sets; one job a process, its figures as
// a line of JSON. bench/driver/rows_ingest.py starts it.
#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <functional>
#include <map>

#include "bench/engine/clock.hpp"
#include "bench/ingest/answer.hpp"
#include "bench/ingest/limits.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/ingest.hpp"
#include "rfmeans/profile.hpp"
#include "rfmeans/rfm.hpp"

namespace rfmeans::bench {
namespace {

struct Job {
    std::string file;
    int threads = 1;
};

/// Makes what is timed, and returns what says afterwards what was found.
using Work = std::function<std::function<nlohmann::json()>(const Job&)>;

std::function<nlohmann::json()> make_rfm(const Job& job) {
    RfmTable table = build_rfm(read_transactions({job.file}, {}), {});
    return [table = std::move(table)] { return answer_of(table); };
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
    {"rfm", make_rfm}, {"profile", make_profile}, {"read", limit(Limit::read)}, {"scan", limit(Limit::scan)}};

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
    std::function<nlohmann::json()> answer;
    const Seconds seconds = time_once([&] { answer = work(job); });
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
        fmt::print(stderr, "usage: bench_ingest rfm|profile|read|scan FILE THREADS\n");
        return 2;
    }
    Job job{.file = words[1]};
    std::from_chars(words[2].data(), words[2].data() + words[2].size(), job.threads);
    try {
        run(kWorks.at(words[0]), job);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
