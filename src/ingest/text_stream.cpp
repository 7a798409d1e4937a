#include "ingest/text_stream.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "ingest/foreign_bytes.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

}  // namespace

CodePage find_page(const std::string& path, const Encoding& encoding, Packing packing) {
    const auto bytes = open_stream(path, packing, Fingerprint::none);
    skip_bytes(*bytes, mark_bytes(encoding));
    PageEvidence evidence;
    std::vector<char> piece(kPiece);
    std::string text;                  // what is undecided, behind its left neighbour
    std::size_t first = 0, start = 0;  // places of its first byte in the file, and of the first undecided one in it
    TextEnd end = TextEnd::open;
    while (end == TextEnd::open && !evidence.is_decided(first + start)) {
        const std::size_t got = bytes->read(piece.data(), piece.size());
        end = got == 0 ? TextEnd::last : TextEnd::open;
        text.append(piece.data(), got);
        const std::size_t done =
            for_each_foreign(text, start, end, [&](std::size_t i) { evidence.add(text, i, first + i); });
        start = std::min<std::size_t>(done, 1);
        first += done - start;
        text.erase(0, done - start);
    }
    return evidence.page();
}

TextStream::TextStream(std::string path, const Encoding& encoding, std::unique_ptr<ByteStream> bytes)
    : path_(std::move(path)), bytes_(std::move(bytes)), decoder_(encoding), piece_(kPiece) {
    skip_bytes(*bytes_, mark_bytes(encoding));
}

std::size_t TextStream::read(char* to, std::size_t most) {
    while (at_ == text_.size() && !ended_) {
        refill();
    }
    const std::size_t size = std::min(most, text_.size() - at_);
    std::memcpy(to, text_.data() + at_, size);
    at_ += size;
    return size;
}

void TextStream::refill() {
    text_.clear();
    at_ = 0;
    const std::size_t got = bytes_->read(piece_.data(), piece_.size());
    ended_ = got == 0;
    decoder_.decode(std::string_view(piece_.data(), got), ended_ ? TextEnd::last : TextEnd::open, text_);
    if (ended_) {
        foreign_bytes_ = decoder_.check(path_);
    }
}

}  // namespace rfmeans::ingest
