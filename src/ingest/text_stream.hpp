// Files in other encodings as streams of UTF-8 text.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ingest/byte_stream.hpp"
#include "ingest/text_decoder.hpp"

namespace rfmeans::ingest {

/// The code page of the bytes that are no UTF-8: reads until it is decided. Errors: as in reading.
[[nodiscard]] CodePage find_page(const std::string& path, const Encoding& encoding, Packing packing);

/// The text behind the byte order mark.
class TextStream final : public ByteStream {
public:
    /// Of the whole file, in this form and page.
    TextStream(std::string path, const Encoding& encoding, std::unique_ptr<ByteStream> bytes);

    /// Errors: as the file's; at its end as TextDecoder::check.
    std::size_t read(char* to, std::size_t most) override;

    [[nodiscard]] std::int64_t position() const override { return bytes_->position(); }
    [[nodiscard]] std::string fingerprint() override { return bytes_->fingerprint(); }

    /// Encoding::foreign_bytes, behind the last byte.
    [[nodiscard]] std::int64_t foreign_bytes() const { return foreign_bytes_; }

private:
    void refill();

    std::string path_;
    std::unique_ptr<ByteStream> bytes_;
    TextDecoder decoder_;
    std::vector<char> piece_;
    std::string text_;
    std::size_t at_ = 0;  // of the text
    bool ended_ = false;
    std::int64_t foreign_bytes_ = 0;
};

}  // namespace rfmeans::ingest
