#pragma once

#include <string>

#include "store/hdf5_handle.hpp"

namespace rfmeans::store {

/// An open group, and its path for messages.
class Group {
public:
    /// The root of an open file.
    [[nodiscard]] static Group root(const Handle& file);

    [[nodiscard]] hid_t id() const { return handle_.id(); }
    /// "/rfm/tensor" for "tensor" in "/rfm".
    [[nodiscard]] std::string path_of(const std::string& name) const;

    [[nodiscard]] bool has(const std::string& name) const;
    [[nodiscard]] Group open(const std::string& name) const;
    [[nodiscard]] Group make(const std::string& name, const std::string& description) const;

private:
    Group(Handle handle, std::string path) : handle_(std::move(handle)), path_(std::move(path)) {}

    Handle handle_;
    std::string path_;
};

/// Link creation properties: names are UTF-8.
[[nodiscard]] Handle utf8_links();

}  // namespace rfmeans::store
