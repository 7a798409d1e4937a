#pragma once

namespace rfmeans::test {

/// Under the thread sanitizer comparisons of bits take minutes on large sets: tests leave those out there.
#ifdef __SANITIZE_THREAD__
inline constexpr bool kThreadSanitizer = true;
#else
inline constexpr bool kThreadSanitizer = false;
#endif

}  // namespace rfmeans::test
