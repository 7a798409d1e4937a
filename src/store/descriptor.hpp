#pragma once

#include <string>
#include <utility>

namespace rfmeans::store {

/// Throws StoreError "DOING failed: what errno says".
[[noreturn]] void throw_errno(const std::string& doing);

/// Owns an open file descriptor.
class Descriptor {
public:
    Descriptor() = default;
    /// Throws StoreError; new files get mode 0666 less the umask.
    [[nodiscard]] static Descriptor open(const std::string& path, int flags);

    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    [[nodiscard]] int number() const { return number_; }

private:
    explicit Descriptor(int number) : number_(number) {}

    int number_ = -1;
};

}  // namespace rfmeans::store
