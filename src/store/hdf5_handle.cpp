#include "store/hdf5_handle.hpp"

#include <fmt/format.h>

#include "store/store_error.hpp"

namespace rfmeans::store {
namespace {

// Walked upward, entry 0 is the innermost: where the failure arose.
herr_t keep_first(unsigned position, const H5E_error2_t* entry, void* cause) {
    if (position == 0 && entry->desc != nullptr) {
        *static_cast<std::string*>(cause) = entry->desc;
    }
    return 0;
}

}  // namespace

std::string hdf5_cause() {
    std::string cause;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &cause);
    return cause.empty() ? "HDF5 gave no reason" : cause;
}

void throw_hdf5_failure(const std::string& doing) {
    throw StoreError(fmt::format("{} failed: {}", doing, hdf5_cause()));
}

SilentHdf5::SilentHdf5() {
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

SilentHdf5::~SilentHdf5() {
    H5Eset_auto2(H5E_DEFAULT, print_, data_);
}

}  // namespace rfmeans::store
