#include "ingest/text_decoder.hpp"

#include <fmt/format.h>

#include "ingest/code_pages.hpp"
#include "ingest/foreign_bytes.hpp"
#include "ingest/utf16.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr double kMostForeign = 0.10;  // share of bytes outside UTF-8 above which no code page is a likely guess

void check_share(std::int64_t foreign, std::size_t all, const std::string& path) {
    if (static_cast<double>(foreign) > kMostForeign * static_cast<double>(all)) {
        throw Error(
            Failure::content,
            fmt::format("'{}' is no text in UTF-8 or UTF-16 ({} of its {} bytes belong to no character). Save it "
                        "as UTF-8, or check that it is a text file",
                        path, foreign, all));
    }
}

}  // namespace

TextDecoder::TextDecoder(const Encoding& encoding) : encoding_(encoding) {
    encoding_.foreign_bytes = 0;
    if (encoding.form == UnicodeForm::utf8) {
        counts_.bytes = mark_bytes(encoding);
    }
}

void TextDecoder::decode(std::string_view piece, TextEnd end, std::string& text) {
    bytes_ += piece.size();
    if (encoding_.form == UnicodeForm::utf8) {
        counts_.append(count_text(piece));
    }
    if (!waiting_.empty()) {
        waiting_ += piece;
        piece = waiting_;
    }
    const bool narrow = encoding_.form == UnicodeForm::utf8;
    const std::size_t done = narrow ? decode_narrow(piece, end, text) : decode_wide(piece, end, text);
    waiting_ = std::string(piece.substr(done));
}

std::int64_t TextDecoder::check(const std::string& path) const {
    check_is_text(counts_, path);
    const std::int64_t width = encoding_.form == UnicodeForm::utf8 ? 1 : 2;
    check_share(width * encoding_.foreign_bytes, bytes_, path);
    return encoding_.foreign_bytes;
}

std::size_t TextDecoder::decode_narrow(std::string_view bytes, TextEnd end, std::string& text) {
    std::size_t start = 0;
    const std::size_t done = for_each_foreign(bytes, 0, end, [&](std::size_t place) {
        text.append(bytes, start, place - start);
        append_from_page(text, static_cast<unsigned char>(bytes[place]), encoding_.page);
        ++encoding_.foreign_bytes;
        start = place + 1;
    });
    text.append(bytes, start, done - start);
    return done;
}

std::size_t TextDecoder::decode_wide(std::string_view bytes, TextEnd end, std::string& text) {
    const std::size_t before = text.size();
    const ByteOrder order = encoding_.form == UnicodeForm::utf16_little ? ByteOrder::little : ByteOrder::big;
    const Utf16Step step = decode_utf16(bytes, order, end, text);
    encoding_.foreign_bytes += step.broken;
    counts_.append(count_text(std::string_view(text).substr(before)));
    return step.taken;
}

}  // namespace rfmeans::ingest
