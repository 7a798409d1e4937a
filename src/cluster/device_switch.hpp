// From one device to another, once, for good.
#pragma once

#include <functional>
#include <utility>

#include "rfmeans/error.hpp"

namespace rfmeans::cluster {

/// Shared by all engines of a backend: what made one of them fail will hardly spare the others.
class DeviceSwitch {
public:
    explicit DeviceSwitch(std::function<void(const Error& error)> notice) : notice_(std::move(notice)) {}

    /// Does the work unless the first device has failed. False: it has, before or in this work.
    template <class Work>
    [[nodiscard]] bool try_first(const Work& work) {
        if (failed_) {
            return false;
        }
        try {
            work();
        } catch (const Error& error) {
            if (error.failure() != Failure::resource) {
                throw;
            }
            failed_ = true;
            notice_(error);
        }
        return !failed_;
    }

    [[nodiscard]] bool failed() const { return failed_; }

private:
    std::function<void(const Error& error)> notice_;
    bool failed_ = false;
};

}  // namespace rfmeans::cluster
