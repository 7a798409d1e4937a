#pragma once

namespace rfmeans::test {

/// Under the thread sanitizer reading is slow: tests leave large files out there.
#ifdef __SANITIZE_THREAD__
inline constexpr bool kThreadSanitizer = true;
#else
inline constexpr bool kThreadSanitizer = false;
#endif

}  // namespace rfmeans::test
