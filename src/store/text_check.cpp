#include "store/text_check.hpp"

#include "store/store_error.hpp"

namespace rfmeans::store {

void require_storable(const std::string& text, const std::string& where) {
    if (text.find('\0') != std::string::npos) {
        throw StoreError(where + " holds a NUL byte, which HDF5 text cannot");
    }
}

}  // namespace rfmeans::store
