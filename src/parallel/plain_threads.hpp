// The calls of oneTBB that loops.hpp names, on threads that start and end with the loop. For the thread sanitizer only.
#pragma once

#include <tbb/blocked_range.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace rfmeans::loops {

/// body(i) for all i below count, on as many threads as the arena has. Each takes every so-manieth index: so all of
/// them take part, however fast the first one is, and a race between two indices is a race between two threads.
template <class Body>
void run_on_threads(std::size_t count, const Body& body) {
    const auto allowed = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
    const std::size_t threads = std::clamp<std::size_t>(count, 1, allowed);
    std::atomic<bool> failed = false;
    std::exception_ptr failure;
    const auto work = [&](std::size_t thread) {
        try {
            for (std::size_t i = thread; i < count && !failed.load(std::memory_order_relaxed); i += threads) {
                body(i);
            }
        } catch (...) {
            if (!failed.exchange(true, std::memory_order_relaxed)) {
                failure = std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t thread = 1; thread < threads; ++thread) {
            others.emplace_back(work, thread);
        }
        work(0);
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

using Range = tbb::blocked_range<std::size_t>;

/// A range in pieces of its grain at least, some for each thread.
class Pieces {
public:
    explicit Pieces(const Range& range)
        : range_(range),
          count_(std::min((range.size() + range.grainsize() - 1) / range.grainsize(),
                          4 * static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()))) {}

    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] Range piece(std::size_t i) const { return {start(i), start(i + 1), range_.grainsize()}; }

private:
    [[nodiscard]] std::size_t start(std::size_t i) const { return range_.begin() + range_.size() * i / count_; }

    Range range_;
    std::size_t count_;
};

template <class Body>
void parallel_for(std::size_t first, std::size_t last, const Body& body) {
    run_on_threads(last - first, [&](std::size_t i) { body(first + i); });
}

template <class Body>
void parallel_for(std::size_t first, std::size_t last, const Body& body, const tbb::simple_partitioner& /*one each*/) {
    parallel_for(first, last, body);
}

template <class Body>
void parallel_for(const Range& range, const Body& body) {
    const Pieces pieces(range);
    run_on_threads(pieces.count(), [&](std::size_t i) { body(pieces.piece(i)); });
}

template <class Value, class Body, class Join>
Value parallel_reduce(const Range& range, const Value& identity, const Body& body, const Join& join) {
    const Pieces pieces(range);
    std::vector<Value> results(pieces.count(), identity);
    run_on_threads(pieces.count(), [&](std::size_t i) { results[i] = body(pieces.piece(i), std::move(results[i])); });
    Value all = identity;
    for (Value& result : results) {
        all = join(std::move(all), std::move(result));
    }
    return all;
}

template <class First, class Second>
void parallel_invoke(const First& first, const Second& second) {
    run_on_threads(2, [&](std::size_t i) { i == 0 ? first() : second(); });
}

/// One thread moves the values, as oneTBB's threads would each their own.
template <class Iterator, class Less>
void parallel_sort(Iterator first, Iterator last, const Less& less) {
    std::sort(first, last, less);
}

}  // namespace rfmeans::loops
