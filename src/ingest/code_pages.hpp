// One-byte encodings beside ASCII, and which of them a text is in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rfmeans::ingest {

enum class CodePage { windows1252, cp437 };

/// "windows-1252" or "CP437".
[[nodiscard]] const char* code_page_name(CodePage page);

/// Sums what the characters at some places tell for one page.
class SignEvidence {
public:
    explicit SignEvidence(CodePage page) : page_(page) {}

    void add(std::string_view text, std::size_t place);
    [[nodiscard]] std::int64_t score() const;

private:
    CodePage page_;
    std::int64_t score_ = 0, opening_ = 0, closing_ = 0;
};

/// The page of a text by its foreign bytes, which come in their order: the one under which they look more like text by
/// their neighbours; windows-1252 where neither does. Those of the first 256 KiB choose it if there are some, so that a
/// head and its whole file agree. The rules are in README.md.
class PageEvidence {
public:
    static constexpr std::size_t kSample = std::size_t{256} << 10;

    /// The byte at text[i], and its neighbours there; `place`: in the whole text.
    void add(std::string_view text, std::size_t i, std::size_t place);

    [[nodiscard]] bool empty() const { return empty_; }
    /// Whether bytes from `place` on tell no more.
    [[nodiscard]] bool is_decided(std::size_t place) const { return !empty_ && sampled_ && place >= kSample; }
    [[nodiscard]] CodePage page() const;

private:
    SignEvidence windows_{CodePage::windows1252}, dos_{CodePage::cp437};
    bool empty_ = true, sampled_ = false;
};

/// Appends a byte from 0x80 on as UTF-8; U+FFFD where the page has no character for it.
void append_from_page(std::string& out, unsigned byte, CodePage page);

/// Appends a code point below 0x110000 as UTF-8.
void append_utf8(std::string& out, char32_t point);

}  // namespace rfmeans::ingest
