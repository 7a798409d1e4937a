#pragma once

#include <stdexcept>

namespace rfmeans::store {

/// Why a study could not be read or written, without the file's name: save_study and load_study put it into an Error.
class StoreError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace rfmeans::store
