// What tests leave out under sanitizers.
#pragma once

#include <gtest/gtest.h>

#include <vector>

namespace rfmeans::test {

/// Everything is slow under the thread sanitizer: tests leave out there what adds nothing about threads.
#ifdef __SANITIZE_THREAD__
inline constexpr bool kThreadSanitizer = true;
#else
inline constexpr bool kThreadSanitizer = false;
#endif

/// Under any sanitizer: tests take fewer of many cases that go the same ways.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
inline constexpr bool kAnySanitizer = true;
#else
inline constexpr bool kAnySanitizer = false;
#endif

/// Numbers of threads, ascending. Under the thread sanitizer the last one only: one thread has no races, and fewer ones
/// those of more.
[[nodiscard]] inline std::vector<int> thread_counts(const std::vector<int>& all) {
    return kThreadSanitizer ? std::vector<int>{all.back()} : all;
}

}  // namespace rfmeans::test

/// First statement of a test that is of no use there.
#define RFMEANS_LEAVE_OUT_OF_THREAD_SANITIZER(why) \
    if (::rfmeans::test::kThreadSanitizer)         \
    GTEST_SKIP() << "left out under the thread sanitizer: " << (why)
