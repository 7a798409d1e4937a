#include "store/descriptor.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "store/store_error.hpp"

namespace rfmeans::store {

void throw_errno(const std::string& doing) {
    throw StoreError(doing + " failed: " + std::generic_category().message(errno));
}

Descriptor Descriptor::open(const std::string& path, int flags) {
    const int number = ::open(path.c_str(), flags, 0666);
    if (number < 0) {
        throw_errno("opening '" + path + "'");
    }
    return Descriptor(number);
}

Descriptor::~Descriptor() {
    if (number_ >= 0) {
        close(number_);
    }
}

}  // namespace rfmeans::store
