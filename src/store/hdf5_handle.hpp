// The only place that owns HDF5 identifiers and turns HDF5's failures into exceptions.
#pragma once

#include <hdf5.h>

#include <string>
#include <utility>

namespace rfmeans::store {

/// HDF5's own words for the last failure of this thread: its innermost cause.
[[nodiscard]] std::string hdf5_cause();

[[noreturn]] void throw_hdf5_failure(const std::string& doing);

/// The result of an HDF5 call. Throws StoreError "DOING failed: CAUSE" where it is negative.
template <class Result>
Result checked(Result result, const std::string& doing) {
    if (result < 0) {
        throw_hdf5_failure(doing);
    }
    return result;
}

/// Owns one HDF5 identifier.
class Handle {
public:
    using Close = herr_t (*)(hid_t);

    Handle() = default;
    /// Throws StoreError where `id` is negative.
    Handle(hid_t id, Close close, const std::string& doing) : id_(checked(id, doing)), close_(close) {}
    Handle(Handle&& other) noexcept
        : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(std::exchange(other.close_, nullptr)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (close_ != nullptr) {
            close_(id_);
        }
    }

    [[nodiscard]] hid_t id() const { return id_; }

private:
    hid_t id_ = H5I_INVALID_HID;
    Close close_ = nullptr;
};

/// Keeps HDF5 from printing its error stack: the cause goes into our message.
class SilentHdf5 {
public:
    SilentHdf5();
    SilentHdf5(const SilentHdf5&) = delete;
    SilentHdf5& operator=(const SilentHdf5&) = delete;
    ~SilentHdf5();

private:
    H5E_auto2_t print_ = nullptr;
    void* data_ = nullptr;
};

}  // namespace rfmeans::store
