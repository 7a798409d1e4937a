#include "store/hdf5_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "store/store_error.hpp"
#include "store/text_check.hpp"

namespace rfmeans::store {
namespace {

// Padding is compressed away, but fills memory: it may be eight times the text, or 64 MiB.
constexpr std::size_t kPaddingFactor = 8;
constexpr std::size_t kPaddingBytes = std::size_t{64} << 20;

Handle write_padded(const Group& group, const About& about, std::span<const std::string> texts, std::size_t width) {
    std::vector<char> padded(texts.size() * width, '\0');
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::memcpy(padded.data() + i * width, texts[i].data(), texts[i].size());
    }
    const Handle type = fixed_text_type(width);
    return write_dataset(group, about, {texts.size()}, {padded.data(), type.id(), type.id()});
}

Handle write_variable(const Group& group, const About& about, const Shape& shape, std::span<const std::string> texts) {
    std::vector<const char*> pointers;
    pointers.reserve(texts.size());
    for (const std::string& text : texts) {
        pointers.push_back(text.c_str());
    }
    const Handle type = variable_text_type();
    return write_dataset(group, about, shape, {pointers.data(), type.id(), type.id()});
}

std::vector<std::string> read_padded(const StoredDataset& dataset) {
    const std::size_t width = dataset.element_bytes();
    std::vector<char> padded(dataset.count() * width);
    dataset.read(fixed_text_type(width).id(), padded.data());
    std::vector<std::string> texts(dataset.count());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const char* text = padded.data() + i * width;
        texts[i].assign(text, strnlen(text, width));
    }
    return texts;
}

// Gives back what HDF5 allocated for text of variable length, also when copying it throws.
class VariableTexts {
public:
    explicit VariableTexts(std::size_t count) : pointers_(count, nullptr) {}
    VariableTexts(const VariableTexts&) = delete;
    VariableTexts& operator=(const VariableTexts&) = delete;
    ~VariableTexts() {
        for (char* text : pointers_) {
            H5free_memory(text);
        }
    }
    [[nodiscard]] std::vector<char*>& pointers() { return pointers_; }

private:
    std::vector<char*> pointers_;
};

std::vector<std::string> read_variable(const StoredDataset& dataset) {
    VariableTexts read(dataset.count());
    dataset.read(variable_text_type().id(), read.pointers().data());
    std::vector<std::string> texts;
    texts.reserve(dataset.count());
    for (const char* text : read.pointers()) {
        texts.emplace_back(text == nullptr ? "" : text);  // HDF5 reads empty text as a null pointer
    }
    return texts;
}

std::vector<std::string> read_all(const Group& group, const std::string& name, const Shape& expected) {
    const StoredDataset dataset(group, name, expected);
    if (dataset.type_class() != H5T_STRING) {
        throw StoreError(fmt::format("'{}' holds no text", dataset.path()));
    }
    return H5Tis_variable_str(dataset.file_type()) > 0 ? read_variable(dataset) : read_padded(dataset);
}

}  // namespace

Handle write_texts(const Group& group, const About& about, std::span<const std::string> texts) {
    const std::string path = fmt::format("'{}'", group.path_of(about.name));
    std::size_t width = 1;
    std::size_t bytes = 0;
    for (const std::string& text : texts) {
        require_storable(text, path);
        width = std::max(width, text.size());
        bytes += text.size();
    }
    const bool pads_much = texts.size() * width > std::max(kPaddingBytes, kPaddingFactor * bytes);
    return pads_much ? write_variable(group, about, {texts.size()}, texts) : write_padded(group, about, texts, width);
}

void write_text(const Group& group, const About& about, const std::string& text) {
    require_storable(text, fmt::format("'{}'", group.path_of(about.name)));
    write_variable(group, about, {}, {&text, 1});
}

std::vector<std::string> read_texts(const Group& group, const std::string& name, hsize_t expected) {
    return read_all(group, name, {expected});
}

std::string read_text(const Group& group, const std::string& name) {
    return read_all(group, name, {}).front();
}

}  // namespace rfmeans::store
