#pragma once

#include <optional>

#include "store/dimension_scale.hpp"

namespace rfmeans::store {

/// A dataset that names the places along a dimension, and how many there are.
struct Scale {
    Handle dataset;
    std::size_t length = 0;

    /// Attaches it where the lengths agree: a hand-made study may hold parts of different size.
    void attach_to(const Handle& target, unsigned dimension, std::size_t target_length) const {
        if (target_length == length) {
            attach_scale(target, dimension, dataset);
        }
    }
};

/// The scales written so far.
struct Scales {
    std::optional<Scale> customers;
    std::optional<Scale> features;

    void mark_customers(const Handle& target, unsigned dimension, std::size_t length) const {
        if (customers) {
            customers->attach_to(target, dimension, length);
        }
    }
    void mark_features(const Handle& target, unsigned dimension, std::size_t length) const {
        if (features) {
            features->attach_to(target, dimension, length);
        }
    }
};

}  // namespace rfmeans::store
