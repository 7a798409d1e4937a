#include "rfmeans/rfm_table.hpp"

#include "rfmeans/error.hpp"

namespace rfmeans {

std::int64_t add_units(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        throw Error(Failure::content,
                    "the revenue of all customers exceeds 64-bit integers (amounts are summed exactly, in units of "
                    "their last decimal place). Give amounts in a larger unit, or with fewer decimal places");
    }
    return sum;
}

}  // namespace rfmeans
