// A point set and the device that works on it.
#pragma once

#include <memory>
#include <string>

#include "rfmeans/backend.hpp"
#include "rfmeans/points.hpp"

namespace rfmeans {

/// The points go to the device when they are first needed there, once: a sweep, its metrics and the labels share what
/// the engine made of them (on the CPU the sorted tree). Backend and points must outlive it.
class LoadedPoints {
public:
    LoadedPoints(Backend& backend, const PointSet& points) : backend_(backend), points_(points) {}

    [[nodiscard]] const PointSet& points() const { return points_; }
    [[nodiscard]] std::string device() const { return backend_.name(); }
    [[nodiscard]] Backend& backend() { return backend_; }

    /// Errors: Error{resource} out of memory, lost device.
    [[nodiscard]] Engine& engine() {
        if (!engine_) {
            engine_ = backend_.load(points_);
        }
        return *engine_;
    }

private:
    Backend& backend_;
    const PointSet& points_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace rfmeans
