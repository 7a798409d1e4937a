#include "bench/ingest/limits.hpp"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "bench/ingest/limits.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace rfmeans::bench::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

std::int64_t CountSeparators(const std::uint8_t* bytes, std::size_t size) {
    const hn::ScalableTag<std::uint8_t> tag;
    const auto comma = hn::Set(tag, ','), quote = hn::Set(tag, '"'), line_end = hn::Set(tag, '\n');
    std::int64_t count = 0;
    std::size_t at = 0;
    for (; at + hn::Lanes(tag) <= size; at += hn::Lanes(tag)) {
        const auto text = hn::LoadU(tag, bytes + at);
        const auto found = hn::Or(hn::Or(hn::Eq(text, comma), hn::Eq(text, quote)), hn::Eq(text, line_end));
        count += static_cast<std::int64_t>(hn::CountTrue(tag, found));
    }
    for (; at < size; ++at) {
        count += bytes[at] == ',' || bytes[at] == '"' || bytes[at] == '\n' ? 1 : 0;
    }
    return count;
}

}  // namespace
}  // namespace rfmeans::bench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "rfmeans/error.hpp"

namespace rfmeans::bench {
namespace {

HWY_EXPORT(CountSeparators);

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

}  // namespace

std::int64_t run_limit(const std::string& path, int threads, Limit limit) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        throw Error(Failure::resource, fmt::format("'{}' cannot be read. Check the path", path));
    }
    std::atomic<std::int64_t> next_piece = 0, separators = 0;
    const auto work = [&] {
        const auto piece = std::make_unique<std::uint8_t[]>(kPieceBytes);
        while (true) {
            const std::int64_t at = next_piece.fetch_add(1) * static_cast<std::int64_t>(kPieceBytes);
            const ssize_t size = pread(file, piece.get(), kPieceBytes, at);
            if (size <= 0) {
                return;
            }
            if (limit == Limit::scan) {
                separators += HWY_DYNAMIC_DISPATCH(CountSeparators)(piece.get(), static_cast<std::size_t>(size));
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (int thread = 1; thread < threads; ++thread) {
            others.emplace_back(work);
        }
        work();
    }
    close(file);
    return separators;
}

}  // namespace rfmeans::bench
#endif
