// Enums are stored by name, so that people read them and their numbers may change.
#pragma once

#include <array>
#include <string>

#include "rfmeans/models.hpp"
#include "rfmeans/points.hpp"
#include "rfmeans/rfm_spec.hpp"
#include "rfmeans/transactions.hpp"
#include "store/store_error.hpp"

namespace rfmeans::store {

inline constexpr std::array kFrequencyNames{"automatic", "orders", "rows", "timestamps", "days"};
inline constexpr std::array kMonetaryNames{"sum", "mean"};
inline constexpr std::array kReturnsNames{"drop", "net", "keep"};
inline constexpr std::array kGuestsNames{"drop", "one", "order"};
inline constexpr std::array kFreeNames{"drop", "keep"};
inline constexpr std::array kTransformNames{"none", "log1p"};
inline constexpr std::array kStartNames{"kmeanspp", "random", "file"};
inline constexpr std::array kFitEndNames{"converged", "cycled", "tolerance", "limit"};

template <class Names, class Enum>
[[nodiscard]] std::string enum_text(const Names& names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

/// Throws StoreError where `text` is none of the names.
template <class Enum, class Names>
[[nodiscard]] Enum enum_value(const Names& names, const std::string& text) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (text == names[i]) {
            return static_cast<Enum>(i);
        }
    }
    throw StoreError("'" + text + "' is no value this version knows");
}

}  // namespace rfmeans::store
