// Sizes in whole units.
#pragma once

#include <type_traits>

namespace rfmeans::cuda {

/// The lowest multiple of the unit that is not below the size.
template <class Integer>
[[nodiscard]] constexpr Integer round_up(Integer size, std::type_identity_t<Integer> unit) {
    return (size + unit - 1) / unit * unit;
}

}  // namespace rfmeans::cuda
