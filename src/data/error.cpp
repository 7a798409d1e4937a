#include "rfmeans/error.hpp"

#include <cstdio>

namespace rfmeans {

void contract_broken(const char* condition, const std::source_location& where) {
    std::fprintf(stderr, "rfmeans: internal error: '%s' does not hold (%s:%u, %s). Please report it\n", condition,
                 where.file_name(), static_cast<unsigned>(where.line()), where.function_name());
    std::abort();
}

}  // namespace rfmeans
