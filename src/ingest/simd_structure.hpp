// Delimiters and line ends of well-formed text, 64 bytes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rfmeans::ingest {

/// Bytes behind a text that have to be readable.
inline constexpr std::size_t kBlockBytes = 64;

/// What a block has to know of the one before it, all bits or bit 0.
struct BlockState {
    std::uint64_t inside = 0;         ///< all bits: of quotes
    std::uint64_t behind_mark = 1;    ///< bit 0: behind a separator or a quote; so is the start of a record
    std::uint64_t behind_return = 0;  ///< bit 0: behind a carriage return outside of quotes
};

/// Where the separators of a text stand. Room: as many places as bytes that are scanned, and 64 more.
struct Separators {
    std::uint32_t* places;  ///< of delimiters and line ends (carriage return, line feed) outside of quotes, ascending
    std::uint32_t* inner_lines;  ///< places of line feeds in quotes
    std::size_t count = 0, inner = 0;
    std::size_t line_feeds = 0;  ///< among the places
    bool returns = false;        ///< there are carriage returns among the places
};

/// Scans [from, to) in blocks. Stops at the start of a block that is not well-formed: where a quote opens elsewhere
/// than right behind a separator or a closing one (both are one character then), or where a carriage return has no line
/// feed. Text behind a closing quote is left to who reads the field: it holds no separator. Returns `to` or that place;
/// records that end before it are well-formed.
[[nodiscard]] std::size_t find_separators(std::string_view text, std::size_t from, std::size_t to, char delimiter,
                                          BlockState& state, Separators& found);

/// The same from what mark_separators() saw, where there are no carriage returns and no line feeds in quotes. `from` is
/// a multiple of kBlockBytes.
void list_separators(std::string_view text, const std::uint64_t* marked, std::size_t from, std::size_t to,
                     Separators& found);

struct MarkedText {
    bool well_formed = false;     ///< as for find_separators, but that quotes may not open behind a carriage return
    std::size_t behind_line = 0;  ///< behind the last line feed outside of quotes; 0: there is none
    bool inner_lines = false;     ///< there are line feeds in quotes
    bool plain = false;           ///< all is ASCII and above 0x1F, but for line feeds and delimiters
};

/// The same scan of a whole text. Of each block, `marked` gets the bits of delimiters and line feeds outside of quotes:
/// these are all separators if there is no carriage return.
[[nodiscard]] MarkedText mark_separators(std::string_view text, char delimiter, std::uint64_t* marked);

/// What a quick look at all bytes says.
struct ByteKinds {
    bool high = false;      ///< some are from 0x80 on
    bool controls = false;  ///< some are below 0x20, and no tab, line feed, form feed or carriage return
};
[[nodiscard]] ByteKinds find_byte_kinds(std::string_view text);

}  // namespace rfmeans::ingest
