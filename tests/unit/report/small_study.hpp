// Three customers, two segments and every text hostile: built by hand, all figures can be worked out by eye.
#pragma once

#include <string>

#include "rfmeans/study.hpp"

namespace rfmeans::test {

inline const std::string kHostileName = "<script>alert(\"1\")</script> & 'Söhne', \"GmbH\"";

/// Revenue 100.50, 20.25 and -0.05; customers 0 and 1 in segment 0 ("Champions"), customer 2 in segment 1.
[[nodiscard]] Study make_small_study();

}  // namespace rfmeans::test
